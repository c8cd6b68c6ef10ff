import { deployedServices } from '../deploy-report/deployed-services';
import { AwsStandIn } from '../testing/aws';
import { takeAwayUnhealthy } from './unhealthy-services';

const aws = new AwsStandIn();
beforeAll(() => aws.start());
afterAll(() => aws.stop());

const cluster = 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod';
const managed = (type: string, attributes: object, status?: string) => ({
  mode: 'managed',
  type,
  instances: [{ attributes, status }],
});
/** As Terraform writes a state. */
const state = {
  resources: [
    managed('aws_ecs_service', { name: 'grades-prod-api', cluster }, 'tainted'),
    managed('aws_ecs_service', { name: 'grades-prod-server', cluster }),
    managed('aws_db_instance', { name: 'database' }, 'tainted'),
  ],
};

it('takes away a service that was made and did not become healthy, and leaves all others alone', async () => {
  aws.on('DeleteService', { service: {} });
  const account = {
    isLocal: true,
    env: { AWS_ENDPOINT_URL: aws.endpoint },
    folder: '/nowhere',
    variables: {},
  };
  expect(await takeAwayUnhealthy(account, deployedServices(state))).toEqual(['grades-prod-api']);
  expect(aws.asked('DeleteService')).toEqual([{ cluster, service: 'grades-prod-api', force: true }]);
});
