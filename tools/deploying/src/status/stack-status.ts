import { otherAlarms, Part, PartKind, partsOf, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { PlatformFacts } from '../look/platform-facts';
import { HeldHost } from './held-hosts';
import { JobStatus, JobStatuses } from './job-status';
import { RingingAlarm, ringingAlarms } from './ringing-alarms';
import { ServiceStatus, ServiceStatuses } from './service-status';
import { SiteStatus, SiteStatuses } from './site-status';

/** A part of an application, with how it is. */
export interface PartStatus {
  readonly name: string;
  readonly kind: PartKind;
  /** Where it is reached. */
  readonly addresses: readonly string[];
  readonly ringing: readonly RingingAlarm[];
  /** Those of its hosts that still lead where they led before. */
  readonly held: readonly HeldHost[];
  readonly service?: ServiceStatus;
  readonly job?: JobStatus;
  readonly site?: SiteStatus;
}

/** How everything of a stack is. */
export interface StackStatus {
  readonly stack: string;
  readonly parts: readonly PartStatus[];
  /** Alarms that ring and are of no part, such as those of queues. */
  readonly ringing: readonly RingingAlarm[];
}

/** Asks how everything of a stack is. */
export async function statusOf(
  stack: SynthesisedStack,
  account: Account,
  addressOf: (host: string) => string,
  held: readonly HeldHost[] = [],
): Promise<StackStatus> {
  const parts = partsOf(stack).filter(({ kind }) => kind !== 'one-off task'); // They run within a deploy, which tells of them.
  const others = otherAlarms(stack);
  const ringing = await ringingAlarms(account, [...parts.flatMap(({ alarms }) => alarms), ...others]);
  const ringingOf = (names: readonly string[]) => names.flatMap((name) => ringing.get(name) ?? []);
  const of = {
    service: new ServiceStatuses(account),
    job: new JobStatuses(account, new PlatformFacts(account)),
    site: new SiteStatuses(account),
  };
  const one = async (part: Part): Promise<PartStatus> => ({
    name: part.name,
    kind: part.kind,
    addresses: part.hosts.map(addressOf),
    ringing: ringingOf(part.alarms),
    held: held.filter(({ host }) => part.hosts.includes(host)),
    ...(part.kind === 'service' && { service: await of.service.of(part) }),
    ...(part.kind === 'job' && { job: await of.job.of(part) }),
    ...(part.kind === 'site' && { site: await of.site.of(part) }),
  });
  return { stack: stack.name, parts: await Promise.all(parts.map(one)), ringing: ringingOf(others) };
}

export function isDeployed({ service, job, site }: PartStatus): boolean {
  return (service ?? job ?? site)?.isDeployed ?? false;
}
