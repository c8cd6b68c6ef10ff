import { connectionsOfServers, ServerConnections, SynthesisedStack } from '@dotkom/synthesised';
import { applicationsOn, Estate, Platform, readEstate, Workload } from '../estate';
import { noPlatform } from './errors';
import { planPool, PoolPlan } from './pool-plan';

/** What is known of a platform's capacity before anything is applied. */
export interface CapacityPlan {
  /** The platform's instance: `prod`. */
  readonly platform: string;
  readonly pools: readonly PoolPlan[];
  /** What names a pool that the platform has not, or none at all. */
  readonly withoutPool: readonly Workload[];
  /** What is built for another architecture than its pool has. */
  readonly otherArchitecture: readonly Workload[];
  /** The zones whose loss takes away what leads to the internet, so that nothing can start anywhere until it is replaced. */
  readonly zonesOfNat: readonly string[];
  /** Who may open the connections of its database server, where it says how many it takes. */
  readonly connections?: ServerConnections;
}

/**
 * The capacity of the platform that a stack is.
 *
 * @param stacks the synthesised stacks of every project.
 * @throws UserError when the stack is none of a platform.
 */
export function capacityOf(stack: string, stacks: readonly SynthesisedStack[]): CapacityPlan {
  const estate = readEstate(stacks);
  const platform = estate.platforms.find(({ name }) => name === stack);
  if (!platform) throw noPlatform(stack);
  return planCapacity(estate, platform, connectionsOn(platform, stacks));
}

/** The capacity of every platform that is among stacks. */
export function capacityPlans(stacks: readonly SynthesisedStack[]): CapacityPlan[] {
  const estate = readEstate(stacks);
  return estate.platforms.map((platform) => planCapacity(estate, platform, connectionsOn(platform, stacks)));
}

function connectionsOn(
  { instance }: Platform,
  stacks: readonly SynthesisedStack[],
): ServerConnections | undefined {
  return connectionsOfServers(stacks).find(({ platform }) => platform === instance);
}

/**
 * Asks every question about the capacity of a platform with all applications that run on it.
 *
 * @example planCapacity(readEstate(stacks), platform).pools[0].nodes
 */
export function planCapacity(
  estate: Estate,
  { instance, pools, nats }: Platform,
  connections?: ServerConnections,
): CapacityPlan {
  const workloads = applicationsOn(estate, instance).flatMap((application) => application.workloads);
  const poolOf = ({ pool }: Workload) => pools.find(({ name }) => name === pool);
  const fits = (workload: Workload) => poolOf(workload)?.architecture === workload.task.architecture;
  const natZones = [...new Set(nats.map(({ zone }) => zone))];
  return {
    platform: instance,
    pools: pools.map((pool) =>
      planPool({ pool, workloads: workloads.filter((each) => poolOf(each) === pool && fits(each)) }),
    ),
    withoutPool: workloads.filter((each) => !poolOf(each)),
    otherArchitecture: workloads.filter((each) => poolOf(each) && !fits(each)),
    zonesOfNat: natZones.length === 1 ? natZones : [],
    connections,
  };
}
