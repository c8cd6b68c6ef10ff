import { HostRecordType, hostRecordTypes } from '@dotkom/stack/adoption';
import { partsOf, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { inSeveralStates, oneOfSeveralRecords } from './errors';
import { OldHolding, OldRecords } from './old-records';

/** Something of an old state that a stack would create under the same identity. */
export interface Match {
  readonly old: OldHolding;
  /** How the code differs from it, attribute by attribute, where it says more than where something leads. */
  readonly changes: readonly string[];
}

/** A record of a host, or the one of a wildcard that answers for it. */
export interface HostMatch extends Match {
  readonly host: string;
  readonly type: HostRecordType;
  /** The wildcard that leads the host, where it has no record of its own. */
  readonly wildcard?: string;
}

/** A record that the code says as it is, as `A play.online.ntnu.no`; a repository of images by its name. */
export interface NamedMatch extends Match {
  readonly name: string;
}

/** The records of a stack's hosts. */
export function hostMatches(stack: SynthesisedStack, records: OldRecords): HostMatch[] {
  return hostsOf(stack).flatMap((host) => {
    const own = hostRecordTypes.flatMap((type) =>
      matchesAt(records, type, host).map((old) => ({ type, old })),
    );
    const wildcard = own.length > 0 ? undefined : records.wildcardOf(host);
    const all = wildcard
      ? hostRecordTypes.flatMap((type) => matchesAt(records, type, wildcard).map((old) => ({ type, old })))
      : own;
    return all.map((each) => ({ ...each, host, changes: [], ...(wildcard && { wildcard }) }));
  });
}

/** The records that a stack's code says as they are. */
export function recordMatches(stack: SynthesisedStack, records: OldRecords): NamedMatch[] {
  const hosts = new Set(hostsOf(stack));
  return resourcesOf(stack, 'aws_route53_record')
    .filter(({ config: { name } }) => typeof name === 'string' && !name.includes('${') && !hosts.has(name))
    .flatMap(({ config }) => {
      const [type, name] = [config.type as string, config.name as string];
      return matchesAt(records, type, name).map((old) => ({
        old,
        name: `${type} ${name}`,
        changes: differing(old, config, ['ttl', 'records']),
      }));
    });
}

/** The repositories in which a stack keeps its images. */
export function repositoryMatches(
  stack: SynthesisedStack,
  repositories: readonly OldHolding[],
): NamedMatch[] {
  return resourcesOf(stack, 'aws_ecr_repository').flatMap(({ config }) => {
    const [old, other] = repositories.filter(({ attributes }) => attributes.name === config.name);
    if (!old) return [];
    if (other) throw inSeveralStates(`the repository ${config.name}`, old.state.name, other.state.name);
    const changes = differing(old, config, ['image_tag_mutability', 'image_scanning_configuration']);
    return [{ old, name: config.name as string, changes }];
  });
}

function hostsOf(stack: SynthesisedStack): string[] {
  return [...new Set(partsOf(stack).flatMap((part) => part.hosts))];
}

/** The one record of a type and name, if there is one. */
function matchesAt(records: OldRecords, type: string, name: string): OldHolding[] {
  const [record, ...others] = records.of(type, name);
  if (!record) return [];
  const key = `${type} ${name}`;
  const elsewhere = others.find(({ state }) => state !== record.state);
  if (elsewhere) throw inSeveralStates(`the record ${key}`, record.state.name, elsewhere.state.name);
  if (record.attributes.set_identifier) throw oneOfSeveralRecords(key, record.address);
  return [record];
}

/** Which of some attributes would change in place by being adopted. */
function differing(
  { attributes }: OldHolding,
  config: Record<string, unknown>,
  names: readonly string[],
): string[] {
  return names.filter(
    (name) => config[name] !== undefined && comparable(config[name]) !== comparable(attributes[name]),
  );
}

/** Lists in Terraform's sets have no order, and a block that there is one of is a list of one in the state. */
function comparable(value: unknown): string {
  const list = Array.isArray(value) ? value : [value];
  return JSON.stringify(list.map((each) => JSON.stringify(each)).sort());
}
