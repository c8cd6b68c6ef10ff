import { Environment } from '@dotkom/stack/conventions';
import {
  AdoptedHost,
  Adoption,
  EnvironmentAdoption,
  HostRecords,
  HostRecordType,
  RecordTarget,
} from '@dotkom/stack/adoption';
import { environmentOf, SynthesisedStack } from '@dotkom/synthesised';
import { accountsIn, OldState } from './old-state';
import { statesOfSeveralAccounts } from './errors';
import { HostMatch, hostMatches, NamedMatch, recordMatches, repositoryMatches } from './matches';
import { holdingsOf, OldHolding, OldRecords } from './old-records';

/** What is adopted for a project, and what is said of it. */
export interface Adopted {
  readonly adoption: Adoption;
  /** What came to it, one line each. */
  readonly news: readonly string[];
  /** The addresses in the old states that something in it has to do with, by state. */
  readonly matched: ReadonlyMap<OldState, readonly string[]>;
}

/**
 * Matches what old states have with what stacks would create, by what AWS knows it by, and adds it to what a project adopts:
 * each host held at where it leads, each record that the code says, each repository of images. What is there already is a
 * person's, and stays.
 *
 * A host that only a wildcard answers is held where that leads: a record of its own would lead it away.
 *
 * @param day the day since when hosts are held.
 * @throws UserError when two states have one thing, or a record is one of several.
 */
export function adopt(
  states: readonly OldState[],
  stacks: readonly SynthesisedStack[],
  before: Adoption,
  day: string,
): Adopted {
  const accounts = new Set(states.flatMap(({ resources }) => [...accountsIn(resources)]));
  if (accounts.size > 1) throw statesOfSeveralAccounts(accounts.size);
  const records = new OldRecords(states);
  const repositories = holdingsOf(states, 'aws_ecr_repository');
  const news: string[] = [];
  const adoption: Record<string, EnvironmentAdoption> = { ...before };
  const matched = new Map<OldState, string[]>();
  for (const stack of stacks) {
    const { name } = Environment.named(environmentOf(stack));
    const found: Matches = {
      hosts: hostMatches(stack, records),
      records: recordMatches(stack, records),
      repositories: repositoryMatches(stack, repositories),
    };
    for (const { state, address } of takenOver(found))
      matched.set(state, [...(matched.get(state) ?? []), address]);
    const { added, result } = withMatches(adoption[name] ?? {}, found, records, day);
    if (Object.keys(result).length > 0) adoption[name] = result;
    news.push(...added.map((line) => `${stack.name}: ${line}`));
  }
  return { adoption, news, matched };
}

interface Matches {
  readonly hosts: readonly HostMatch[];
  readonly records: readonly NamedMatch[];
  readonly repositories: readonly NamedMatch[];
}

/** A wildcard stays the old estate's: it leads others too. */
function takenOver({ hosts, records, repositories }: Matches): OldHolding[] {
  const own = hosts.filter(({ wildcard }) => wildcard === undefined);
  return [...own, ...records, ...repositories].map(({ old }) => old);
}

function withMatches(
  before: EnvironmentAdoption,
  found: Matches,
  old: OldRecords,
  day: string,
): { added: string[]; result: EnvironmentAdoption } {
  const hosts: Record<string, AdoptedHost> = { ...before.hosts };
  const added: string[] = [];
  for (const name of new Set(found.hosts.map(({ host }) => host))) {
    if (hosts[name]) continue;
    const matches = found.hosts.filter(({ host }) => host === name);
    hosts[name] = { is: 'held', since: day, before: recordsOf(matches) };
    added.push(...newsOfHost(name, matches, old));
  }
  const records = withNamed(before.records, found.records);
  const repositories = withNamed(before.repositories, found.repositories);
  const result = {
    ...before,
    ...(Object.keys(hosts).length > 0 && { hosts }),
    ...(records.all.length > 0 && { records: records.all }),
    ...(repositories.all.length > 0 && { repositories: repositories.all }),
  };
  return {
    added: [
      ...added,
      ...records.added,
      ...repositories.added.map((line) => `repository ${line}, with its images and lifecycle policy`),
    ],
    result,
  };
}

function newsOfHost(host: string, matches: readonly HostMatch[], old: OldRecords): string[] {
  const types = matches.map(({ type }) => type);
  const [{ wildcard } = {}] = matches;
  if (wildcard === undefined) return [`${host} is held as it is (${types.join(' and ')})`];
  const others = old.typesOf(wildcard).filter((type) => !types.includes(type as HostRecordType));
  return [
    `${host} is held as ${wildcard} leads it (${types.join(' and ')})`,
    ...(others.length > 0
      ? [
          `${host} loses the ${others.join(' and ')} of ${wildcard} with a record of its own: keep what is used in a DnsRecord`,
        ]
      : []),
  ];
}

function withNamed(
  before: readonly string[] = [],
  found: readonly NamedMatch[],
): { all: string[]; added: string[] } {
  const fresh = found.filter(({ name }) => !before.includes(name));
  const how = (changes: readonly string[]) =>
    changes.length > 0 ? `changed in place (${changes.join(', ')})` : 'as it is';
  return {
    all: [...before, ...fresh.map(({ name }) => name)],
    added: fresh.map(({ name, changes }) => `${name} is adopted, ${how(changes)}`),
  };
}

function recordsOf(matches: readonly HostMatch[]): HostRecords {
  return Object.fromEntries(matches.map(({ type, old }) => [type, targetOf(old)]));
}

function targetOf({ attributes }: OldHolding): RecordTarget {
  const [alias] = (attributes.alias ?? []) as {
    name: string;
    zone_id: string;
    evaluate_target_health: boolean;
  }[];
  if (!alias) return { values: attributes.records as string[], ttl: attributes.ttl as number };
  return {
    alias: {
      name: alias.name,
      zoneId: alias.zone_id,
      ...(alias.evaluate_target_health && { evaluateTargetHealth: true }),
    },
  };
}
