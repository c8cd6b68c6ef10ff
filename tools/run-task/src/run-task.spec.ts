import { Order, readOrder } from './order';
import { runTask } from './run-task';

const order: Order = {
  cluster: 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod',
  taskDefinition: 'arn:aws:ecs:eu-north-1:123456789012:task-definition/grades-prod-migration:7',
  capacityProvider: 'prod-arm64',
  container: 'migration',
  logGroup: '/applications/grades/prod/migration',
  timeoutSeconds: 600,
};
const taskArn = 'arn:aws:ecs:eu-north-1:123456789012:task/prod/abc';
const running = { lastStatus: 'RUNNING' };
const ended = (exitCode?: number, rest = {}) => ({
  lastStatus: 'STOPPED',
  containers: [
    { name: 'agent', exitCode: 137 },
    { name: 'migration', exitCode, ...rest },
  ],
});

/**
 * Plays ECS and its log: a task that is in each of these states in turn, with what it has written by then. Each time that it
 * is started, the next of these answers is given, the last one again and again. A look at the clock takes half a minute.
 */
function played(states: object[], written: string[][] = [], ...starts: object[]) {
  const said: string[] = [];
  const asked: [string, any][] = [];
  let time = 0;
  const ecs = {
    send: async ({ constructor, input }: any) => {
      asked.push([constructor.name, input]);
      if (constructor.name === 'RunTaskCommand') {
        const answer = (starts.length > 1 ? starts.shift() : starts[0]) ?? { tasks: [{ taskArn }] };
        if (answer instanceof Error) throw answer;
        return answer;
      }
      return { tasks: [states.length > 1 ? states.shift() : states[0]] };
    },
  };
  const logs = {
    send: async ({ input }: any) => {
      asked.push(['GetLogEventsCommand', input]);
      const lines = written.shift();
      if (!lines) throw Object.assign(new Error(), { name: 'ResourceNotFoundException' });
      const token = `after ${lines.at(-1) ?? input.nextToken}`;
      return { events: lines.map((message) => ({ message })), nextForwardToken: token };
    },
  };
  const run = (of: Partial<Order> = {}) =>
    runTask(
      { ...order, ...of },
      {
        ecs: ecs as never,
        logs: logs as never,
        say: (line) => said.push(line),
        pauseMilliseconds: 1,
        now: () => (time += 30_000),
      },
    );
  return { asked, run, said };
}

describe('a task that is run in a deploy', () => {
  it('runs where it is ordered to, by the capacity provider, and is waited for', async () => {
    const { asked, run } = played([running, running, ended(0)]);
    await run();
    expect(asked[0]).toEqual([
      'RunTaskCommand',
      expect.objectContaining({
        cluster: order.cluster,
        taskDefinition: order.taskDefinition,
        capacityProviderStrategy: [{ capacityProvider: 'prod-arm64', weight: 1 }],
      }),
    ]);
    expect(asked.filter(([name]) => name === 'DescribeTasksCommand')).toHaveLength(3);
  });

  it('shows each line of its log once', async () => {
    const { asked, run, said } = played([running, ended(0)], [['one', 'two'], [], ['three'], []]);
    await run();
    expect(said).toEqual([`Task ${taskArn}`, 'one', 'two', 'three']);
    const streams = asked.filter(([name]) => name === 'GetLogEventsCommand').map(([, input]) => input);
    expect(new Set(streams.map(({ logStreamName }) => logStreamName))).toEqual(
      new Set(['migration/migration/abc']),
    );
    expect(streams.map(({ nextToken }) => nextToken).slice(0, 2)).toEqual([undefined, 'after two']);
  });

  it.each([
    ['its exit code', ended(3), 'exit code 3'],
    [
      'why it never ran',
      ended(undefined, { reason: 'CannotPullContainerError' }),
      'CannotPullContainerError',
    ],
    ['why it was stopped', { ...ended(), stoppedReason: 'No room' }, 'No room'],
    ['that there is no reason', ended(), 'ECS gave no reason'],
  ])('fails with %s', async (_, state, reason) => {
    const { run } = played([state], [['before it failed'], []]);
    await expect(run()).rejects.toThrow(`The task failed: ${reason}`);
  });

  it('shows the log of one that fails, too', async () => {
    const { run, said } = played([ended(1)], [['relation does not exist'], []]);
    await expect(run()).rejects.toThrow('The task failed');
    expect(said).toContain('relation does not exist');
  });

  it('says where a stand-in ended in its place, on the AWS of a machine', async () => {
    const { run, said } = played([{ ...ended(0), attributes: [{ name: 'local-aws.stand-in' }] }]);
    await run();
    expect(said.at(-1)).toMatch(/^No container ran: a stand-in ended well in its place/);
  });

  it('fails when ECS starts none, with its reason', async () => {
    const { run } = played([], [], { tasks: [], failures: [{ reason: 'RESOURCE:MEMORY' }] });
    await expect(run()).rejects.toThrow('ECS did not start the task: RESOURCE:MEMORY');
  });

  it('is stopped when it takes too long, and fails', async () => {
    const { asked, run } = played([running]);
    await expect(run({ timeoutSeconds: 0 })).rejects.toThrow('did not end within 0 seconds');
    expect(asked).toContainEqual(['StopTaskCommand', expect.objectContaining({ task: taskArn })]);
  });

  it('shows what it writes while it is stopped', async () => {
    const { run, said } = played([running, ended(143)], [['locked'], [], ['waited for a lock'], []]);
    await expect(run({ timeoutSeconds: 0 })).rejects.toThrow('did not end within 0 seconds');
    expect(said.slice(1)).toEqual(['locked', 'waited for a lock']);
  });
});

describe('a task whose roles a deploy has just made', () => {
  // As ECS says it: aws-samples/aws-modern-application-workshop#149, pulumi/pulumi-awsx#927.
  const role = 'arn:aws:iam::123456789012:role/grades-prod-migration';
  const unknownRole = Object.assign(
    new Error(
      `ECS was unable to assume the role '${role}' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.`,
    ),
    { name: 'ClientException' },
  );
  const unknownRight = ended(undefined, {
    reason:
      'ResourceInitializationError: unable to pull secrets or registry auth: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/grades-prod-migration is not authorized to perform: ssm:GetParameters',
  });
  const starts = (asked: [string, unknown][]) => asked.filter(([name]) => name === 'RunTaskCommand').length;

  it('is started again until ECS knows them', async () => {
    const { asked, run, said } = played([ended(0)], [], unknownRole, unknownRole, { tasks: [{ taskArn }] });
    await run();
    expect(starts(asked)).toBe(3);
    expect(said[0]).toMatch(/^AWS does not know a role of this task yet.*unable to assume the role/);
  });

  it('is started again until it may read its secrets and its image', async () => {
    const { asked, run } = played([unknownRight, ended(0)]);
    await run();
    expect(starts(asked)).toBe(2);
  });

  it('fails with that reason after two minutes', async () => {
    const { asked, run } = played([], [], unknownRole);
    await expect(run()).rejects.toThrow('The task failed: ECS was unable to assume the role');
    expect(starts(asked)).toBe(4);
  });

  it('is never run twice once it ran, whatever it says', async () => {
    const { asked, run } = played([ended(1, { reason: 'AccessDenied' })]);
    await expect(run()).rejects.toThrow('exit code 1, AccessDenied');
    expect(starts(asked)).toBe(1);
  });

  it('is not waited for where the deploy itself may not start it', async () => {
    const denied = new Error('User: ci is not authorized to perform: ecs:RunTask on resource: migration');
    const { asked, run } = played([], [], denied);
    await expect(run()).rejects.toThrow(denied);
    expect(starts(asked)).toBe(1);
  });
});

describe('an order', () => {
  it('is read from the environment, and missed when it is not there', () => {
    expect(readOrder({ RUN_TASK: JSON.stringify(order) })).toEqual(order);
    expect(() => readOrder({})).toThrow('There is no order in the environment variable RUN_TASK');
  });
});
