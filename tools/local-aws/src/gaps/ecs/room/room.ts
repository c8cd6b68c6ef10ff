import { bareService, Lack, obstacleTo, Workload } from '@dotkom/outlook/placement';
import { isObject, objectsIn } from '../../../proxy/json';
import { completed, tell, toRun } from '../deployments';
import { Scheduling } from '../scheduling';
import { Deployment, RememberedService, ServiceMemory, TaskCounts } from '../service-memory';
import { KnownSizes, providerOf } from './known-sizes';

/**
 * Whether tasks have room on the nodes that their pool may have. A deployment without room waits, as it does in ECS, and is
 * tried again whenever something else changes: placed by the code that `nx capacity` asks (tools/outlook).
 */
export class Room {
  private readonly memory: ServiceMemory;
  private readonly sizes: KnownSizes;
  /** How many tasks run of each service that found room. */
  private readonly running = new WeakMap<RememberedService, number>();
  /** Deployments whose tasks are counted here, while one of their service waits. */
  private readonly counted = new WeakSet<Deployment>();

  constructor(memory: ServiceMemory, sizes: KnownSizes) {
    this.memory = memory;
    this.sizes = sizes;
  }

  /** Has a deployment begin, or wait for room. */
  async deploy(service: RememberedService, scheduling: Scheduling): Promise<void> {
    const lack = this.lackFor(service);
    if (lack === undefined) await this.begin(service, scheduling);
    else this.wait(service, lack);
  }

  /** Tries again what waits: something ended, or there may be more nodes. */
  async tryAgain(scheduling: Scheduling): Promise<void> {
    for (const service of this.memory.services.values()) {
      if (!service.deployments[0]?.waitsForRoom || this.lackFor(service) !== undefined) continue;
      await this.begin(service, scheduling);
    }
  }

  private begin(service: RememberedService, scheduling: Scheduling): Promise<void> {
    const [newest] = service.deployments;
    if (newest?.waitsForRoom) {
      delete newest.waitsForRoom;
      for (const deployment of service.deployments) {
        if (this.counted.has(deployment)) delete deployment.counts;
      }
    }
    this.running.set(service, service.desiredCount);
    return scheduling.deploy(service);
  }

  /** The tasks of the deployment before go on, those of this one are pending. */
  private wait(service: RememberedService, lack: Lack): void {
    const [newest] = service.deployments;
    if (!newest) return;
    newest.waitsForRoom = true;
    this.count(newest, { running: 0, pending: service.desiredCount, failed: 0 });
    const before = completed(service);
    // Of stand-ins, nobody else counts.
    if (before && !before.counts) {
      this.count(before, { running: this.running.get(service) ?? 0, pending: 0, failed: 0 });
    }
    tell(service, unableToPlace(service.name, lack));
  }

  private count(deployment: Deployment, counts: TaskCounts): void {
    deployment.counts = counts;
    this.counted.add(deployment);
  }

  private lackFor(service: RememberedService): Lack | undefined {
    const pool = this.sizes.poolOf(providerOf(service.sent) ?? '');
    if (!pool || service.desiredCount === 0) return undefined;
    const others = [...this.memory.services.values()].filter(
      (other) => other !== service && providerOf(other.sent) === pool.name && this.runs(other),
    );
    const own = this.workload(service, service.deployments[0], pool.name);
    if (!own) return undefined;
    const beside = others.flatMap((other) => this.workload(other, toRun(other), pool.name) ?? []);
    return obstacleTo({ pool, workloads: [...beside, own] }, own, !this.runs(service));
  }

  private runs(service: RememberedService): boolean {
    return (this.running.get(service) ?? 0) > 0;
  }

  private workload(
    { name, sent, desiredCount }: RememberedService,
    deployment: Deployment | undefined,
    pool: string,
  ): Workload | undefined {
    const size = this.sizes.tasks.get(deployment?.taskDefinition ?? '');
    const configuration = isObject(sent['deploymentConfiguration']) ? sent['deploymentConfiguration'] : {};
    return (
      size &&
      bareService({
        id: name,
        size,
        tasks: desiredCount,
        rolling: {
          minimumHealthyPercent: Number(configuration['minimumHealthyPercent'] ?? 100),
          maximumPercent: Number(configuration['maximumPercent'] ?? 200),
        },
        placement: objectsIn(sent['placementStrategy']).map(({ type, field }) => ({
          type: String(type),
          field: String(field),
        })),
        distinctInstances: objectsIn(sent['placementConstraints']).some(
          ({ type }) => type === 'distinctInstance',
        ),
        pool,
      })
    );
  }
}

/** Source: ECS Developer Guide, "Amazon ECS service event messages". */
function unableToPlace(service: string, lack: Lack): string {
  return (
    `(service ${service}) was unable to place a task because no container instance met all of its requirements. ` +
    `The closest matching (container-instance ${'0'.repeat(32)}) ${lacks[lack]}. ` +
    'For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.'
  );
}

const lacks: Record<Lack, string> = {
  CPU: 'has insufficient CPU units available',
  MEMORY: 'has insufficient memory available',
  PORT: 'is already using a port required by your task',
  NETWORK_INTERFACE: 'encountered error "RESOURCE:ENI"',
  DISTINCT_INSTANCE: 'encountered error "MemberOf placement constraint unsatisfied."',
};
