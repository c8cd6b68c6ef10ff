import { deployedServices } from '../deploy-report/deployed-services';
import { AwsStandIn } from '../testing/aws';
import { takeAwayUnhealthy } from './unhealthy-services';

const aws = new AwsStandIn();
beforeAll(() => aws.start());
afterAll(() => aws.stop());

const cluster = 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod';
/** As `terraform show -json` tells a state. */
const shown = {
  values: {
    root_module: {
      resources: [
        { type: 'aws_ecs_service', values: { name: 'grades-prod-api', cluster }, tainted: true },
        { type: 'aws_ecs_service', values: { name: 'grades-prod-server', cluster } },
        { type: 'aws_db_instance', values: { name: 'database' }, tainted: true },
      ],
    },
  },
};

it('takes away a service that was made and did not become healthy, and leaves all others alone', async () => {
  aws.on('DeleteService', { service: {} });
  const account = {
    isLocal: true,
    env: { AWS_ENDPOINT_URL: aws.endpoint },
    folder: '/nowhere',
    variables: {},
  };
  expect(await takeAwayUnhealthy(account, deployedServices(shown))).toEqual(['grades-prod-api']);
  expect(aws.asked('DeleteService')).toEqual([{ cluster, service: 'grades-prod-api', force: true }]);
});
