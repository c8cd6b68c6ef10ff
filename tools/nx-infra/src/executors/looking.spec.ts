import { temporaryFolder } from '@dotkom/processes/testing';
import { applicationStack, AwsStandIn } from '@dotkom/deploying/testing';
import { TestWorkspace } from '../testing/workspace';
import logs from './logs/executor';
import status from './status/executor';

const aws = new AwsStandIn();
const parent = temporaryFolder();
const before = process.env;

beforeAll(() => aws.start());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  process.env = before;
  await aws.stop();
});

function grades(): TestWorkspace {
  aws.reset();
  const workspace = new TestWorkspace(parent, { grades: { 'grades-prod': applicationStack().json } });
  process.env = workspace.environment(aws.endpoint);
  return workspace;
}

describe('nx logs', () => {
  it('tells what was logged of the service and since the time that it is asked for', async () => {
    const workspace = grades();
    aws.on('DescribeLogGroups', { logGroups: [{ logGroupName: '/applications/grades/prod/backend' }] });
    aws.on('FilterLogEvents', {
      events: [{ eventId: '1', timestamp: 1, message: 'It is well.', logStreamName: 'backend/backend/0' }],
    });
    const options = { environment: 'prod', service: 'backend', since: '2026-01-01T00:00Z' } as const;
    expect(await logs(options, workspace.context('grades'))).toEqual({ success: true });
    expect(workspace.output).toMatch(/backend 0 {2}It is well\.$/);
    expect(aws.asked('FilterLogEvents')).toEqual([
      { logGroupName: '/applications/grades/prod/backend', startTime: Date.UTC(2026, 0) },
    ]);
    expect(workspace.terraform.commands).toEqual([]);
  });

  it('says what a person got wrong, without a stack trace', async () => {
    const workspace = grades();
    const outcome = await logs({ environment: 'prod', service: 'front' }, workspace.context('grades'));
    expect(outcome).toEqual({ success: false });
    expect(workspace.output.trim()).toBe(
      "grades-prod has no service, job or task 'front'. There are backend, sync, migration: --service backend.",
    );
  });
});

describe('nx status', () => {
  it('asks the account, and says who to be where it refuses', async () => {
    const workspace = grades();
    expect(await status({ environment: 'prod' }, workspace.context('grades'))).toEqual({ success: false });
    expect(workspace.output).toMatch(/did not say how it is: .*aws sso login/);
  });

  it('asks for an environment', async () => {
    const workspace = grades();
    expect(await status({}, workspace.context('grades'))).toEqual({ success: false });
    expect(workspace.output).toContain('npx nx status grades -c staging');
  });
});
