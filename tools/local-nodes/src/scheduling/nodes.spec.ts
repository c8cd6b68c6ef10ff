import { JsonObject } from '@dotkom/local-aws';
import { Node } from '../tasks/task';
import { Targets } from '../gateway/targets';
import { until } from '../testing/until';
import { Nodes } from './nodes';

/** Scheduling on an engine that answers so when it is asked for an image; with every task that it tells of. */
function scheduling(image: () => Promise<undefined>) {
  const known = new Map<string, JsonObject>();
  const node = {
    engine: { image },
    folders: '/nowhere',
    clients: {},
    way: {},
    label: { name: 'of', value: 'a-test' },
    keep: (task: JsonObject) => known.set(String(task['taskArn']), task),
  };
  const memory = { services: new Map(), keepTask: node.keep };
  const nodes = new Nodes(node as unknown as Node, {} as Targets, memory as never);
  return { nodes, known };
}

const order = {
  clusterArn: 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod',
  taskDefinition: { family: 'grades-prod-migration', containerDefinitions: [{ name: 'm', image: 'grades' }] },
};

describe('a task that is run once', () => {
  it('is stood in for, and says so, where the engine has no image', async () => {
    const { nodes } = scheduling(() => Promise.resolve(undefined));
    expect(await nodes.runTask(order)).toMatchObject({
      lastStatus: 'STOPPED',
      attributes: [{ name: 'local-aws.stand-in', value: 'true' }],
    });
  });

  it('is no stand-in where the engine gives no answer: it fails with what that says', async () => {
    const { nodes, known } = scheduling(() => Promise.reject(new Error('docker image failed: no daemon')));
    const { taskArn } = await nodes.runTask(order);
    await until(() => known.get(String(taskArn))?.['lastStatus'] === 'STOPPED');
    expect(known.get(String(taskArn))).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: docker image failed: no daemon',
    });
  });
});
