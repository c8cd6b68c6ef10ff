import { ownTags, Resource, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { readTaskCount, TaskCount } from './counts';
import { LogGroup, readLogGroups } from './log-groups';
import { blockOf, blocksOf, referred } from './part';
import { Platform } from './platform';
import { readRoute, Route } from './routes';
import { readRun, Run } from './runs';
import { TaskSize } from './task-size';
import { readTaskDefinition, TaskDefinition } from './tasks';

/** What runs on nodes: a service that the gateway leads to, one that nobody calls, a job, a task that runs once in a deploy. */
export type WorkloadKind = 'web' | 'worker' | 'job' | 'one-off';

/** A rule by which ECS chooses a node, in the order in which they hold: `{ type: 'spread', field: 'attribute:ecs.availability-zone' }`. */
export interface PlacementStrategy {
  readonly type: string;
  readonly field?: string;
}

/** What runs on nodes, as tasks of one task definition. */
export interface Workload {
  /** `onlineweb-prod/web`: its stack and its construct. */
  readonly id: string;
  /** `web`. */
  readonly name: string;
  readonly kind: WorkloadKind;
  /** `onlineweb`, `prod`, and the team. */
  readonly application: string;
  readonly environment: string;
  readonly owner: string;
  /** Its name in ECS, or the family of its tasks where it is no service. */
  readonly ecsName: string;
  readonly task: TaskDefinition;
  /** What each of its tasks takes of a node, with the proxy of Service Connect. */
  readonly size: TaskSize;
  /** How many run: of a job or one-off task none at rest, and at most one or two. */
  readonly count: TaskCount;
  /** The fewest that have to be healthy in a deploy, and the most that may run, in percent of their number; of services alone. */
  readonly rolling?: { readonly minimumHealthyPercent: number; readonly maximumPercent: number };
  readonly placement: readonly PlacementStrategy[];
  /** Whether one of it runs on every node, as an agent does, instead of a number of them. */
  readonly onEveryNode: boolean;
  /** Whether no two of its tasks may share a node. */
  readonly distinctInstances: boolean;
  /** The name of its node pool; none when what it names is not there. */
  readonly pool?: string;
  /** How it names its pool in the stack, for messages. */
  readonly wantedPool: string;
  readonly route?: Route;
  /** The name by which others call it past the gateway; `''` for one that only calls. */
  readonly serviceConnect?: string;
  /** When it runs and how it is started, of a job or one-off task. */
  readonly run?: Run;
  readonly logGroups: readonly LogGroup[];
}

/** Everything of a stack that runs on nodes: services first, then jobs and one-off tasks. */
export function readWorkloads(stack: SynthesisedStack, platform: Platform | undefined): Workload[] {
  const definitions = resourcesOf(stack, 'aws_ecs_task_definition').map(readTaskDefinition);
  const services = resourcesOf(stack, 'aws_ecs_service').flatMap((service) => {
    const task = referred(definitions, service.config.task_definition);
    return task ? [readService(stack, service, task, platform)] : [];
  });
  const runs = definitions.flatMap((task) => {
    const run = readRun(stack, task);
    return run ? [readRunning(stack, task, run, platform)] : [];
  });
  return [...services, ...runs];
}

function readService(
  stack: SynthesisedStack,
  service: Resource,
  task: TaskDefinition,
  platform: Platform | undefined,
): Workload {
  const { config } = service;
  const connect = blockOf(config.service_connect_configuration);
  const route = readRoute(stack, service);
  return {
    ...shared(stack, task, platform, serviceProvider(config)),
    kind: route ? 'web' : 'worker',
    ecsName: String(config.name),
    size: connect ? withProxy(task) : task.size,
    count: readTaskCount(stack, service),
    // Source: ECS API reference, DeploymentConfiguration: 100 and 200 where nothing is said.
    rolling: {
      minimumHealthyPercent: Number(config.deployment_minimum_healthy_percent ?? 100),
      maximumPercent: Number(config.deployment_maximum_percent ?? 200),
    },
    placement: blocksOf(config.ordered_placement_strategy).map(({ type, field }) => ({ type, field })),
    onEveryNode: config.scheduling_strategy === 'DAEMON',
    distinctInstances: blocksOf(config.placement_constraints).some(({ type }) => type === 'distinctInstance'),
    route,
    serviceConnect: connect && String(blockOf(connect['service'])?.['discovery_name'] ?? ''),
  };
}

function readRunning(
  stack: SynthesisedStack,
  task: TaskDefinition,
  run: Run,
  platform: Platform | undefined,
): Workload {
  return {
    ...shared(stack, task, platform, run.capacityProvider),
    kind: run.kind,
    ecsName: task.family,
    size: task.size,
    count: { atRest: 0, min: 0, max: run.atOnce, peaks: [] },
    placement: [],
    onEveryNode: false,
    distinctInstances: false,
    run,
  };
}

function shared(
  stack: SynthesisedStack,
  task: TaskDefinition,
  platform: Platform | undefined,
  provider: string,
) {
  const { Application: application = '', Environment: environment = '', Owner: owner = '' } = ownTags(stack);
  const logGroups = readLogGroups(stack).filter(({ address }) => task.logGroups.includes(address));
  return {
    id: `${stack.name}/${task.of}`,
    name: task.of,
    application,
    environment,
    owner,
    task,
    pool: poolNamed(provider, platform),
    wantedPool: provider,
    logGroups,
  };
}

/** What a service asks for its tasks to run on: a capacity provider, or the launch type, which is any node of the cluster. */
function serviceProvider(config: Record<string, any>): string {
  return String(
    blockOf(config['capacity_provider_strategy'])?.['capacity_provider'] ?? config['launch_type'] ?? '',
  );
}

/** By the fact in which the platform wrote the name of the pool, or by its name. */
function poolNamed(provider: string, platform: Platform | undefined): string | undefined {
  const [, fact] = /"(\/platform\/[^"]+)"/.exec(provider) ?? [];
  const expression = (fact && platform?.facts[fact]) ?? provider;
  const pool = platform?.pools.find(
    ({ address, name }) => expression === name || expression.includes(`${address}.`),
  );
  return pool?.name;
}

/** AWS's advice for the least of the proxy, which the constructs put into a task's memory themselves. */
const proxy = { cpuUnits: 256, memoryMebibytes: 64 };

function withProxy({ size, ownSize }: TaskDefinition): TaskSize {
  return {
    ...size,
    cpuUnits: size.cpuUnits + (ownSize.cpu ? 0 : proxy.cpuUnits),
    memoryMebibytes: size.memoryMebibytes + (ownSize.memory ? 0 : proxy.memoryMebibytes),
  };
}
