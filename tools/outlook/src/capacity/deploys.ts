import { Workload } from '../estate';
import { Cluster } from './cluster';
import { PoolLoad, runsOf, servicesOf } from './pool-load';
import { Roll, roll } from './rolling';

/** A deploy of an application: of all its services at once, after its one-off tasks. */
export interface ApplicationRoll extends Roll {
  readonly application: string;
  readonly environment: string;
}

/** The deploy of each application. */
export function applicationRolls(cluster: Cluster, load: PoolLoad): ApplicationRoll[] {
  return byApplication(load).map((workloads) => {
    const { application = '', environment = '' } = workloads[0] ?? {};
    return { application, environment, ...estateRoll(cluster, { ...load, workloads }) };
  });
}

/** The deploy of everything at once. */
export function estateRoll(cluster: Cluster, load: PoolLoad): Roll {
  const oneOffs = runsOf(load).filter(({ kind }) => kind === 'one-off');
  return roll(cluster, load, servicesOf(load), oneOffs);
}

function byApplication({ workloads }: PoolLoad): Workload[][] {
  const groups = new Map<string, Workload[]>();
  for (const workload of workloads) {
    const key = `${workload.application} ${workload.environment}`;
    const group = groups.get(key);
    if (group) group.push(workload);
    else groups.set(key, [workload]);
  }
  return [...groups.values()];
}
