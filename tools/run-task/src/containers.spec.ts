import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ECSClient } from '@aws-sdk/client-ecs';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { localAwsEnvironment } from '@dotkom/local-aws';
import { configOf, NodesInTest, TestImage } from '@dotkom/local-nodes/testing';
import { Order } from './order';
import { runTask } from './run-task';

const nodes = new NodesInTest();

beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

/** A task that is registered and runs an image; with how it is ordered: it has a minute. */
async function ordered(name: string, image: TestImage | string): Promise<Order> {
  const place = await nodes.estate.service(name);
  const id = typeof image === 'string' ? image : await nodes.build(name, image);
  return {
    cluster: place.clusterArn,
    taskDefinition: await place.register(id, { portMappings: [] }),
    ...{ capacityProvider: 'prod-arm64', container: name, logGroup: place.logGroup, timeoutSeconds: 60 },
  };
}

/** @param now the time, after what the task has said so far. */
async function run(order: Order, now: (said: string[]) => number = Date.now): Promise<string[]> {
  const said: string[] = [];
  const config = configOf(nodes.endpoint);
  const ecs = new ECSClient(config);
  const logs = new CloudWatchLogsClient(config);
  await runTask(order, {
    ...{ ecs, logs, pauseMilliseconds: 200 },
    say: (line) => said.push(line),
    now: () => now(said),
  }).catch(({ message }: Error) => said.push(message));
  // After the task's ARN; Podman's network program writes into every container's log where a machine has no syslog.
  return said.slice(1).filter((line) => !line.startsWith('failed to connect to syslog'));
}

const shell = (script: string) => ({ command: ['sh', '-c', script] });

nodes.describe('a task that runs once, as a container', () => {
  it.each<[string, string, TestImage, string[]]>([
    ['well', 'makes-tables', shell('echo 2 tables made'), ['2 tables made']],
    [
      'with its own exit code',
      'fails',
      shell('echo relation does not exist; exit 3'),
      [
        'relation does not exist',
        expect.stringMatching(/^The task failed: exit code 3, Essential container/),
      ],
    ],
    [
      'out of memory',
      'reads-it-all',
      { command: ['tail', '/dev/zero'] },
      [expect.stringMatching(/^The task failed: exit code 137, OutOfMemoryError: Container killed/)],
    ],
    [
      'at once, where its command is no program',
      'has-no-program',
      { command: ['prisma'] },
      [
        expect.stringMatching(/exec.*(failed|No such file)/), // The init process says it: tini, or Podman's catatonit.
        expect.stringMatching(/^The task failed: exit code (1|127), Essential container/),
      ],
    ],
  ])('ends %s', async (_, name, image, said) => {
    expect(await run(await ordered(name, image))).toEqual(said);
  });

  it('is stopped when it takes too long', async () => {
    // The minute is over once it has written: how quickly an engine starts a container is not what is asked.
    const aMinuteAfterItWrote = (said: string[]) => (said.includes('locked') ? 60_000 : 0);
    const order = await ordered('slow', shell('echo locked; sleep 600'));
    expect(await run(order, aMinuteAfterItWrote)).toEqual([
      'locked',
      expect.stringContaining('The task did not end within 60 seconds and was stopped'),
    ]);
  });

  it('says so where the engine has no image and a stand-in ends for it', async () => {
    expect(await run(await ordered('stood-in', `sha256:${'0'.repeat(64)}`))).toEqual([
      expect.stringContaining('No container ran: a stand-in ended well in its place'),
    ]);
  });

  it('stops the deploy that runs it, with its log, its exit code and what to do', async () => {
    const order = await ordered('migration', shell('echo column grade is missing; exit 7'));
    const env = {
      ...{ ...process.env, ...localAwsEnvironment(nodes.endpoint) },
      RUN_TASK: JSON.stringify(order),
    };
    // As the provisioner of a OneOffTask starts it (libs/service).
    const provisioner = promisify(execFile)('npx', ['--no-install', 'tsx', join(__dirname, 'cli.ts')], {
      env,
    });
    await expect(provisioner).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('column grade is missing'),
      stderr: expect.stringMatching(
        /exit code 7.*Nothing that waits for it was changed; mend it, and deploy/,
      ),
    });
  });
});
