import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Account } from '../account/account';
import { AwsStandIn } from '../testing/aws';
import { FailedDeploy } from './failed-deploy';
import { unsettledServices } from './unsettled-services';

/**
 * What DescribeServices answers in each case. In the form of AWS's API reference, with the texts of its "Amazon ECS service event
 * messages" and "deployment circuit breaker", and of hashicorp/terraform-provider-aws#19519.
 */
const recorded: Readonly<Record<string, object>> = JSON.parse(
  readFileSync(join(__dirname, '..', 'testing', 'recordings', 'rollouts.json'), 'utf8'),
);
const [done, goingOn] = ['completed', 'all tasks run, and ECS has not said yet that it is done'] as const;
const started = new Date('2026-11-22T11:59:00Z');
const backend = {
  name: 'grades-prod-backend',
  clusterArn: 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod',
};
const taskDefinition = 'arn:aws:ecs:eu-north-1:123456789012:task-definition/grades-prod-backend:41';

const aws = new AwsStandIn();
let account: Account;
beforeAll(async () => {
  await aws.start();
  account = { isLocal: true, env: { AWS_ENDPOINT_URL: aws.endpoint }, folder: '/nowhere', variables: {} };
});
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

/** Answers so, one after another, and with the last of them from then on. */
function answers(...names: string[]): void {
  aws.on('ListTasks', { taskArns: [] });
  aws.on('DescribeServices', () => {
    const name = names.length > 1 ? names.shift() : names[0];
    return { services: [{ serviceName: backend.name, taskDefinition, ...recorded[name ?? ''] }] };
  });
}

/** Where a look at the clock takes a minute. */
function unsettled(since = started): Promise<string[]> {
  let time = 0;
  const patience = { pauseMilliseconds: 1, now: () => (time += 60_000) };
  return unsettledServices(account, [backend], since, patience);
}

describe('a deploy with which Terraform is content', () => {
  it('is done where ECS says so', async () => {
    answers(done);
    expect(await unsettled()).toEqual([]);
  });

  it('is done where the one just before was rolled back', async () => {
    const before = recorded['rolled back'] as { deployments: object[] };
    const [last] = before.deployments;
    const deployments = [{ ...last, createdAt: 1_795_349_000, rolloutState: 'COMPLETED' }];
    aws.on('DescribeServices', { services: [{ serviceName: backend.name, ...before, deployments }] });
    expect(await unsettled()).toEqual([]);
  });

  it('waits where all tasks run and ECS is not done with their deployment', async () => {
    answers(goingOn, goingOn, done);
    expect(await unsettled()).toEqual([]);
    expect(aws.asked('DescribeServices')).toHaveLength(3);
  });

  it('fails where ECS gives up while it waits', async () => {
    answers(goingOn, 'rolled back');
    expect(await unsettled()).toEqual([backend.name]);
  });

  it.each(['its first deployment failed', 'the rollback failed as well'])(
    'fails at once where %s',
    async (name) => {
      answers(name);
      expect(await unsettled()).toEqual([backend.name]);
      expect(aws.asked('DescribeServices')).toHaveLength(1);
    },
  );

  it('fails where ECS is not done after ten minutes', async () => {
    answers(goingOn);
    expect(await unsettled()).toEqual([backend.name]);
  });

  it('asks nothing of a deployment that it did not make, nor of a service that is gone', async () => {
    answers(goingOn);
    expect(await unsettled(new Date('2026-11-23T00:00:00Z'))).toEqual([]);
    aws.on('DescribeServices', { services: [], failures: [{ reason: 'MISSING' }] });
    expect(await unsettled()).toEqual([]);
  });
});

describe('what people are told of a service', () => {
  it.each([
    [goingOn, 'its deployment is still going on; 1 of 1 task runs.'],
    ['rolled back', 'it was rolled back to grades-prod-backend:41; 1 of 1 task runs.'],
    [
      'its first deployment failed',
      'its first deployment failed, and there is nothing to go back to; 0 of 1 task runs.',
    ],
    [
      'the rollback failed as well',
      'it failed, and so did going back to grades-prod-backend:41; 0 of 1 task runs.',
    ],
  ])('of which %s', async (name, told) => {
    answers(name);
    expect(await new FailedDeploy(account).explain(backend, started)).toContain(told);
  });

  it('is nothing where all went well', async () => {
    answers(done);
    expect(await new FailedDeploy(account).explain(backend, started)).toBeUndefined();
  });
});
