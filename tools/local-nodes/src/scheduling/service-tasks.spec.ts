import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonObject, RememberedService } from '@dotkom/local-aws';
import { Targets } from '../gateway/targets';
import { Node } from '../tasks/task';
import { until } from '../testing/until';
import { Nodes } from './nodes';

let nodes: Nodes;
let crashAll = () => {};

/** A service on an engine that a test plays: which images it has, how long it takes to say so, which containers run. */
function played({ tellsAfterMs = 0, healthCheck }: { tellsAfterMs?: number; healthCheck?: object } = {}) {
  const running = new Set<string>();
  const kept: JsonObject[] = [];
  const asked: Record<string, Promise<void>> = {};
  const engine = {
    kind: 'docker',
    async image(image: string) {
      await asked[image];
      return { id: image, architecture: 'arm64', names: [] };
    },
    start(args: string[]) {
      const name = args.find((each) => each.startsWith('--name='))!.slice('--name='.length);
      const container = new EventEmitter();
      container.once('stopped', async () => {
        running.delete(name);
        await sleep(tellsAfterMs);
        container.emit('close', 143);
      });
      running.add(name);
      containers.set(name, container);
      return container;
    },
    inspect: async (name: string) => ({ running: running.has(name), hostPorts: {} }),
    stop: async (name: string) => void containers.get(name)?.emit('stopped'),
    remove: async () => {},
    succeedsIn: async (name: string) => running.has(name),
  };
  const containers = new Map<string, EventEmitter>();
  const ecs = {
    send: async ({ input: { taskDefinition } }: any) => ({
      taskDefinition: {
        taskDefinitionArn: taskDefinition,
        containerDefinitions: [{ name: 'api', image: taskDefinition, healthCheck }],
      },
    }),
  };
  const way = {
    ...{ network: 'n', address: '10.0.0.1', authorities: '/authorities.pem' },
    ...{ endpoint: { here: 'a', fromContainers: 'b' }, open: async () => {}, hosts: async () => [] },
  };
  const label = { name: 'of', value: 'a-test' };
  const node = { engine, clients: { ecs }, way, label, folders: '/nowhere' };
  const service: RememberedService = {
    ...{ name: 'api', clusterArn: 'arn:aws:ecs:eu-north-1:123456789012:cluster/prod', desiredCount: 1 },
    ...{ sent: {}, deployments: [], events: [] },
  };
  const keep = (task: JsonObject) => void kept.push(task);
  nodes = new Nodes({ ...node, keep } as unknown as Node, new Targets(async () => undefined), {} as never);
  const deploy = (taskDefinition: string) => {
    const id = `ecs-svc/${service.deployments.length}`;
    service.deployments.unshift({ id, at: 0, taskDefinition, outcome: 'IN_PROGRESS' });
    return nodes.deploy(service);
  };
  const crash = (container: string) => containers.get(container)?.emit('stopped');
  crashAll = () => running.forEach(crash);
  return { asked, running, service, deploy, crash, kept };
}

describe('the tasks of a service', () => {
  afterEach(() => {
    nodes.stop();
    crashAll();
  });

  it('go on while the engine is asked whether it has the image of the next ones', async () => {
    const { asked, running, service, deploy } = played();
    await deploy('api:1');
    await until(() => service.deployments[0]?.outcome === 'SUCCESSFUL');
    const [first] = running;

    let answer = () => {};
    asked['api:2'] = new Promise((resolve) => (answer = resolve));
    const deployed = deploy('api:2');
    await sleep(500); // Longer than scheduling waits between two looks.
    expect([...running]).toEqual([first]);

    answer();
    await deployed;
    await until(() => service.deployments[0]?.outcome === 'SUCCESSFUL');
    expect(running.size).toBe(1);
    expect(running.has(first!)).toBe(false);
  });

  it('are replaced as before while the next ones wait for room, which then neither fail nor succeed', async () => {
    const { running, service, deploy, crash } = played();
    await deploy('api:1');
    await until(() => service.deployments[0]?.outcome === 'SUCCESSFUL');
    const [first] = running;
    const counts = { running: 0, pending: 1, failed: 0 };
    const waiting = {
      ...{ id: 'ecs-svc/waits', at: 0, taskDefinition: 'api:2' },
      waitsForRoom: true,
    } as const;
    service.deployments.unshift({ ...waiting, outcome: 'IN_PROGRESS', counts: { ...counts } });

    crash(first!);
    await until(() => running.size === 1 && !running.has(first!));
    await until(() => service.deployments[1]?.counts?.running === 1);
    expect(running.size).toBe(1);
    expect(service.deployments[1]?.counts).toMatchObject({ running: 1, pending: 0 });
    expect(service.deployments[0]).toMatchObject({ outcome: 'IN_PROGRESS', counts });
  });

  it('have ended by themselves where their checks fail only since the engine is slow to tell that they ended', async () => {
    const healthCheck = { command: ['CMD', 'check'], interval: 0.05, retries: 1 };
    const { running, service, deploy, crash, kept } = played({ tellsAfterMs: 800, healthCheck });
    await deploy('api:1');
    await until(() => service.deployments[0]?.outcome === 'SUCCESSFUL');
    const [first] = running;
    crash(first!);
    await until(() => kept.some((task) => task['healthStatus'] === 'UNHEALTHY'));
    await until(() => running.size === 1 && !running.has(first!));
    const reasons = kept.flatMap(({ stoppedReason }) => stoppedReason ?? []);
    expect([...new Set(reasons)]).toEqual(['Essential container in task exited']);
    expect(service.events.map(({ message }) => message).join('\n')).not.toContain(
      'failed container health checks',
    );
  });
});
