import { Application } from '../estate/application';
import { Estate } from '../estate/estate';
import { Platform } from '../estate/platform';
import { Workload } from '../estate/workloads';

/** Something of the estate that a person would point at in a picture. */
export interface EstatePart {
  /** The stack that makes it. */
  readonly stack: string;
  /** `service`, `node pool`, `queue`. */
  readonly kind: string;
  /** `backend`. */
  readonly name: string;
  /** What it is like, a fact each: what is another there has changed. */
  readonly facts: readonly string[];
}

/** Everything of an estate that can come, go or become another. */
export function partsOfEstate({ platforms, applications }: Estate): EstatePart[] {
  return [...platforms.flatMap(ofPlatform), ...applications.flatMap(ofApplication)];
}

function ofPlatform({ name: stack, pools, gateways, nats, databaseServers }: Platform): EstatePart[] {
  return [
    ...gateways.map(({ name }) => ({ stack, kind: 'gateway', name, facts: [] })),
    ...pools.map(({ name, instanceType, min, max }) => ({
      stack,
      kind: 'node pool',
      name,
      facts: [instanceType, `${min} to ${max} nodes`],
    })),
    ...nats.map(({ name, kind, instanceType }) => ({
      stack,
      kind: 'NAT',
      name,
      facts: [instanceType ?? `a NAT ${kind}`],
    })),
    ...databaseServers.map(({ name, instanceClass, engine, version, storageGibibytes }) => ({
      stack,
      kind: 'database server',
      name,
      facts: [`${engine} ${version}`, instanceClass, `${storageGibibytes} GiB`],
    })),
  ];
}

function ofApplication(application: Application): EstatePart[] {
  const { name: stack, workloads, sites, queues, buckets, databases } = application;
  return [
    ...workloads.map((each) => ofWorkload(stack, each)),
    ...sites.map(({ name, hosts }) => ({ stack, kind: 'site', name, facts: [...hosts] })),
    ...queues
      .filter(({ address }) => !queues.some(({ deadLetters }) => deadLetters === address))
      .map(({ of, fifo }) => ({ stack, kind: 'queue', name: of, facts: fifo ? ['in order'] : [] })),
    ...buckets.map(({ name }) => ({ stack, kind: 'bucket', name, facts: [] })),
    ...databases.map(({ name, connections }) => ({
      stack,
      kind: 'database',
      name,
      facts: [`${connections} connections`],
    })),
  ];
}

const kinds: Readonly<Record<Workload['kind'], string>> = {
  web: 'service',
  worker: 'worker',
  job: 'job',
  'one-off': 'one-off task',
};

function ofWorkload(
  stack: string,
  { name, kind, size, count, pool, wantedPool, route, run }: Workload,
): EstatePart {
  const tasks = count.min === count.max ? `${count.max}` : `${count.min} to ${count.max}`;
  return {
    stack,
    kind: kinds[kind],
    name,
    facts: [
      `${size.cpuUnits / 1024} vCPU, ${size.memoryMebibytes} MiB`,
      ...(kind === 'web' || kind === 'worker' ? [`${tasks} × on ${pool ?? wantedPool}`] : []),
      ...(route?.hosts ?? []),
      ...(run?.schedule ? [run.schedule] : []),
    ],
  };
}
