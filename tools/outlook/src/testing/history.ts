import { Estate, NodePool, Workload } from '../estate';
import { fixedPool, testService } from './loads';

/**
 * Dotkom's estate before this repository, as github.com/dotkom/infra had it in 2025: services with a launch type, so that
 * nobody but a person changed the number of nodes, nothing kept free by the agent, ECS's default percentages and placement.
 */
export interface Past {
  /** Tasks of monoweb's web in prod. */
  readonly webTasks: number;
  /** CPU units and MiB of web and rpc in prod: always the same number. */
  readonly size: number;
  readonly arm64: number;
  readonly amd64: number;
}

const small = { placement: [], cpuUnits: 128, memoryMebibytes: 128 };
const sized = (size: number) => ({ placement: [], cpuUnits: size, memoryMebibytes: size });

function armServices({ webTasks, size }: Past): Workload[] {
  const of = (environment: string, name: string, given: Parameters<typeof testService>[1]) =>
    testService(name, {
      application: 'monoweb',
      environment,
      id: `monoweb-${environment}/${name}`,
      pool: 'arm64',
      ...given,
    });
  return [
    of('prd', 'web', { ...sized(size), tasks: webTasks }),
    of('prd', 'rpc', sized(size)),
    of('prd', 'dashboard', sized(512)),
    ...['web', 'rpc', 'dashboard'].map((name) => of('stg', name, sized(256))),
    ...['brevduen', 'invoicification', 'rif'].flatMap((name) =>
      ['prd', 'stg'].map((environment) => of(environment, name, small)),
    ),
  ];
}

function amdServices(): Workload[] {
  const of = (application: string, name: string, given: Parameters<typeof testService>[1]) => {
    const service = testService(name, { application, pool: 'amd64', ...given });
    return { ...service, task: { ...service.task, architecture: 'amd64' as const } };
  };
  return [
    of('monoweb', 'kvittering-backend', sized(512)),
    of('vengeful-vineyard', 'server', { ...sized(512), cpuUnits: 256 }),
    of('grades', 'server', small),
    of('grades', 'web', sized(256)),
  ];
}

/** t4g.small and t3.small, without memory kept free by the agent. */
function pool(name: 'arm64' | 'amd64', nodes: number): NodePool {
  const instanceType = name === 'arm64' ? 't4g.small' : 't3.small';
  const registered = { cpuUnits: 2048, memoryMebibytes: 1800, networkInterfaces: 2 };
  return fixedPool(nodes, { name, architecture: name, instanceType, registered, replacementPercent: 100 });
}

/** The estate as it was on a day. */
export function estateOf(past: Past): Estate {
  const stack = (name: string, kind: 'platform' | 'application') => ({
    name,
    kind,
    application: name,
    environment: 'prod',
    owner: 'dotkom',
    alarms: [],
  });
  const platform = {
    ...stack('evergreen', 'platform'),
    instance: 'evergreen',
    network: { zones: [] },
    nats: [{ name: 'nat', construct: 'evergreen/nat', kind: 'instance' as const, zone: 'eu-north-1a' }],
    gateways: [],
    pools: [pool('arm64', past.arm64), pool('amd64', past.amd64)],
    databaseServers: [],
    facts: {},
  };
  const application = {
    ...stack('monoweb', 'application'),
    platform: 'evergreen',
    workloads: [...armServices(past), ...amdServices()],
    sites: [],
    queues: [],
    buckets: [],
    databases: [],
  };
  return { stacks: [], platforms: [platform], applications: [application] };
}
