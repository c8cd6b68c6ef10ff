import { Resource, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { settle } from '../capacity/settle';
import { NodePool } from '../estate/node-pools';
import { blockOf, referred } from '../estate/part';
import { Workload } from '../estate/workloads';

/** A pool with the Auto Scaling group that it is, and how many nodes run at rest. */
export interface PoolAtRest {
  readonly pool: NodePool;
  readonly group: Resource;
  readonly count: number;
  /** Of which its tasks take the larger part: that decides how many nodes there are. */
  readonly binds: 'memoryMebibytes' | 'cpuUnits';
}

/** The pools of a platform while load is ordinary. @param workloads of every application on it. */
export function poolsAtRest(
  stack: SynthesisedStack,
  pools: readonly NodePool[],
  workloads: readonly Workload[],
): PoolAtRest[] {
  const providers = resourcesOf(stack, 'aws_ecs_capacity_provider');
  const groups = resourcesOf(stack, 'aws_autoscaling_group');
  return pools.flatMap((pool) => {
    const provider = providers.find(({ address }) => address === pool.address);
    const settings = blockOf(provider?.config.auto_scaling_group_provider);
    const group = referred(groups, settings?.['auto_scaling_group_arn']);
    return group ? [{ pool, group, ...atRest(pool, workloads) }] : [];
  });
}

/** As many nodes as ECS keeps, and what it would run out of first. */
function atRest(pool: NodePool, workloads: readonly Workload[]): Pick<PoolAtRest, 'count' | 'binds'> {
  const filledBy = (what: 'memoryMebibytes' | 'cpuUnits') =>
    reserved(pool.name, workloads, what) / pool.registered[what];
  return {
    count: settle({ pool, workloads: workloads.filter((each) => each.pool === pool.name) }).nodes,
    binds: filledBy('memoryMebibytes') >= filledBy('cpuUnits') ? 'memoryMebibytes' : 'cpuUnits',
  };
}

/** What the tasks of a pool take of its nodes at rest. */
function reserved(
  pool: string,
  workloads: readonly Workload[],
  what: 'memoryMebibytes' | 'cpuUnits',
): number {
  return workloads
    .filter((each) => each.pool === pool)
    .reduce((sum, { count, size }) => sum + count.atRest * size[what], 0);
}
