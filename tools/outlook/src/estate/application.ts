import { factsRead, SynthesisedStack } from '@dotkom/synthesised';
import { Bucket, readBuckets } from './buckets';
import { Database, readDatabases } from './databases';
import { EstateStack, readEstateStack } from './estate-stack';
import { Platform } from './platform';
import { Queue, readQueues } from './queues';
import { readSites, Site } from './sites';
import { readWorkloads, Workload } from './workloads';

/** An application in one of its environments: what one of its stacks makes. */
export interface Application extends EstateStack {
  /** The platform that it runs on, by its instance: `prod`; none for one that needs none. */
  readonly platform?: string;
  /** Its services, workers, jobs and one-off tasks. */
  readonly workloads: readonly Workload[];
  readonly sites: readonly Site[];
  readonly queues: readonly Queue[];
  /** Its buckets, but for those that a site's files are in. */
  readonly buckets: readonly Bucket[];
  readonly databases: readonly Database[];
}

export function readApplication(stack: SynthesisedStack, platforms: readonly Platform[]): Application {
  const platform = platformNamed(stack);
  const sites = readSites(stack);
  return {
    ...readEstateStack(stack),
    platform,
    workloads: readWorkloads(
      stack,
      platforms.find(({ instance }) => instance === platform),
    ),
    sites,
    queues: readQueues(stack),
    buckets: readBuckets(stack).filter(({ address }) => !sites.some((site) => site.bucket === address)),
    databases: readDatabases(stack),
  };
}

/** The platform whose facts a stack reads. */
function platformNamed({ json }: SynthesisedStack): string | undefined {
  const data = Object.entries(json.data ?? {}).flatMap(([type, sources]) =>
    Object.values(sources as Record<string, { path?: unknown }>).map(({ path }) => ({ type, path })),
  );
  const [path] = factsRead(data);
  return path?.slice(path.lastIndexOf('/') + 1);
}
