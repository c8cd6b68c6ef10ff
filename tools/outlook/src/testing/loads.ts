import { NodePool, TaskSize, Workload } from '../estate';
import { PoolLoad } from '../capacity/pool-load';

const binpackByZone = [
  { type: 'spread', field: 'attribute:ecs.availability-zone' },
  { type: 'binpack', field: 'memory' },
];

/** A pool of t4g.small over three zones, which ECS scales between 1 and 3 nodes, unless a test says otherwise. */
export function testPool(pool: Partial<NodePool> = {}): NodePool {
  return {
    name: 'platform-prod-arm64',
    construct: 'platform-prod/arm64-nodes',
    address: 'aws_ecs_capacity_provider.arm64',
    architecture: 'arm64',
    instanceType: 't4g.small',
    min: 1,
    max: 3,
    targetCapacity: 100,
    replacementPercent: 200,
    zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'],
    registered: { cpuUnits: 2048, memoryMebibytes: 1600, networkInterfaces: 2 },
    ...pool,
  };
}

/** A pool whose number of nodes a person chooses: what services with a launch type run on. */
export function fixedPool(nodes: number, pool: Partial<NodePool> = {}): NodePool {
  return testPool({ min: nodes, max: nodes, targetCapacity: undefined, ...pool });
}

/** What a test wants of a service; what is not said is as constructs make it. */
export interface TestWorkload
  extends Partial<Omit<Workload, 'size' | 'count' | 'rolling'>>, Partial<TaskSize> {
  readonly tasks?: number;
  /** The most that load may raise it to. */
  readonly most?: number;
  readonly rolling?: readonly [minimumHealthyPercent: number, maximumPercent: number];
}

/** A service of one application in prod, by its name. */
export function testService(name: string, given: TestWorkload = {}): Workload {
  const {
    tasks = 1,
    most = tasks,
    rolling = [100, 200],
    cpuUnits = 128,
    memoryMebibytes = 128,
    ...more
  } = given;
  const { hostPorts = [], networkInterface = false, ...workload } = more;
  const size = { cpuUnits, memoryMebibytes, hostPorts, networkInterface };
  const application = workload.application ?? 'onlineweb';
  return {
    id: `${application}-prod/${name}`,
    name,
    kind: 'web',
    application,
    environment: 'prod',
    owner: 'dotkom',
    ecsName: `${application}-prod-${name}`,
    task: testTask(name, size),
    size,
    count: { atRest: tasks, min: tasks, max: most, peaks: [] },
    rolling: { minimumHealthyPercent: rolling[0], maximumPercent: rolling[1] },
    placement: binpackByZone,
    onEveryNode: false,
    distinctInstances: false,
    pool: 'platform-prod-arm64',
    wantedPool: 'platform-prod-arm64',
    logGroups: [],
    ...workload,
  };
}

/** A job, or with another kind a one-off task, of the same application. */
export function testRun(name: string, kind: 'job' | 'one-off', given: TestWorkload = {}): Workload {
  const run = { kind, atOnce: 1, timeoutSeconds: 900, capacityProvider: 'platform-prod-arm64' } as const;
  const { rolling, ...service } = testService(name, { placement: [], ...given, kind });
  return { ...service, count: { atRest: 0, min: 0, max: 1, peaks: [] }, run };
}

/** Services by their names, on a pool. */
export function testLoad(
  pool: NodePool,
  services: Readonly<Record<string, TestWorkload>>,
  runs: readonly Workload[] = [],
): PoolLoad {
  const workloads = Object.entries(services).map(([name, given]) => testService(name, given));
  return { pool, workloads: [...workloads, ...runs] };
}

function testTask(name: string, size: TaskSize): Workload['task'] {
  return {
    address: `aws_ecs_task_definition.${name}`,
    of: name,
    family: name,
    architecture: 'arm64',
    containers: [],
    stopSeconds: 30,
    size,
    logGroups: [],
    ownSize: { cpu: false, memory: true },
  };
}
