import { Order, readOrder } from './order';
import { runTask } from './run-task';

const order: Order = {
  cluster: 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod',
  taskDefinition: 'arn:aws:ecs:eu-north-1:123456789012:task-definition/grades-prod-migration:7',
  capacityProvider: 'prod-arm64',
  container: 'migration',
  logGroup: '/applications/grades/prod/migration',
  timeoutSeconds: 60,
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

/** Plays ECS and its log: a task that is in each of these states in turn, with what it has written by then. */
function played(states: object[], written: string[][] = [], started: object = { tasks: [{ taskArn }] }) {
  const said: string[] = [];
  const asked: [string, any][] = [];
  const ecs = {
    send: async ({ constructor, input }: any) => {
      asked.push([constructor.name, input]);
      if (constructor.name === 'RunTaskCommand') return started;
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

  it('fails when ECS starts none, with its reason', async () => {
    const { run } = played([], [], { tasks: [], failures: [{ reason: 'RESOURCE:MEMORY' }] });
    await expect(run()).rejects.toThrow('ECS did not start the task: RESOURCE:MEMORY');
  });

  it('is stopped when it takes too long, and fails', async () => {
    const { asked, run } = played([running]);
    await expect(run({ timeoutSeconds: 0 })).rejects.toThrow('did not end within 0 seconds');
    expect(asked.at(-1)).toEqual(['StopTaskCommand', expect.objectContaining({ task: taskArn })]);
  });
});

describe('an order', () => {
  it('is read from the environment, and missed when it is not there', () => {
    expect(readOrder({ RUN_TASK: JSON.stringify(order) })).toEqual(order);
    expect(() => readOrder({})).toThrow('There is no order in the environment variable RUN_TASK');
  });
});
