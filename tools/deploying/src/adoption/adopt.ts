import { Environment } from '@dotkom/stack/conventions';
import {
  AdoptedHost,
  Adoption,
  EnvironmentAdoption,
  HostRecords,
  HostRecordType,
  hostRecordTypes,
  RecordTarget,
} from '@dotkom/stack/adoption';
import { environmentOf, partsOf, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { plainName } from '../look/zones';
import { accountsIn, OldResource, OldState } from './old-state';
import { hostInSeveralStates, oneOfSeveralRecords, statesOfSeveralAccounts } from './errors';

/** What is adopted for a project, and what is said of it. */
export interface Adopted {
  readonly adoption: Adoption;
  /** What came to it, one line each. */
  readonly news: readonly string[];
  /** The addresses in the old states that something in it has to do with, by state. */
  readonly matched: ReadonlyMap<OldState, readonly string[]>;
}

/**
 * Matches what old states have with what stacks would create, by what DNS knows it by, and adds it to what a project adopts:
 * each host held at where it leads, each record that the code says. What is there already is a person's, and stays.
 *
 * @param day the day since when hosts are held.
 * @throws UserError when two states have one host, or a record is one of several.
 */
export function adopt(
  states: readonly OldState[],
  stacks: readonly SynthesisedStack[],
  before: Adoption,
  day: string,
): Adopted {
  const accounts = new Set(states.flatMap(({ resources }) => [...accountsIn(resources)]));
  if (accounts.size > 1) throw statesOfSeveralAccounts(accounts.size);
  const records = recordsByName(states);
  const news: string[] = [];
  const adoption: Record<string, EnvironmentAdoption> = { ...before };
  const matched = new Map<OldState, string[]>();
  for (const stack of stacks) {
    const { name } = Environment.named(environmentOf(stack));
    const found = matchesOf(stack, records);
    for (const { record } of found) {
      matched.set(record.state, [...(matched.get(record.state) ?? []), record.address]);
    }
    const { added, result } = withMatches(adoption[name] ?? {}, found, day);
    if (Object.keys(result).length > 0) adoption[name] = result;
    news.push(...added.map((line) => `${stack.name}: ${line}`));
  }
  return { adoption, news, matched };
}

interface OldRecord extends OldResource {
  readonly state: OldState;
}

interface Match {
  readonly record: OldRecord;
  readonly name: string;
  readonly type: string;
  readonly isHost: boolean;
  /** How the record in the code differs, where it says more than where it leads. */
  readonly changes: readonly string[];
}

/** Two states may have the same record: that only matters where it is one that is taken over. */
type OldRecords = ReadonlyMap<string, readonly OldRecord[]>;

function recordsByName(states: readonly OldState[]): OldRecords {
  const records = new Map<string, OldRecord[]>();
  for (const state of states) {
    for (const resource of state.resources.filter(({ type }) => type === 'aws_route53_record')) {
      const { type, name, fqdn } = resource.attributes as { type: string; name: string; fqdn?: string };
      const key = `${type} ${plainName(fqdn || name)}`; // As its code says it, a name may leave out its zone's.
      records.set(key, [...(records.get(key) ?? []), { ...resource, state }]);
    }
  }
  return records;
}

function matchesOf(stack: SynthesisedStack, records: OldRecords): Match[] {
  const hosts = new Set(partsOf(stack).flatMap((part) => part.hosts));
  const ofHosts = [...hosts].flatMap((name) =>
    hostRecordTypes.map((type) => ({ name, type, isHost: true, changes: [] })),
  );
  const said = resourcesOf(stack, 'aws_route53_record')
    .filter(
      ({ config }) =>
        typeof config.name === 'string' && !config.name.includes('${') && !hosts.has(config.name),
    )
    .map(({ config }) => ({
      name: config.name as string,
      type: config.type as string,
      isHost: false,
      config,
    }));
  return [...ofHosts, ...said].flatMap((wanted) => {
    const key = `${wanted.type} ${wanted.name}`;
    const [record, ...others] = records.get(key) ?? [];
    if (!record) return [];
    const elsewhere = others.find(({ state }) => state !== record.state);
    if (elsewhere) throw hostInSeveralStates(key, record.state.name, elsewhere.state.name);
    if (record.attributes.set_identifier) throw oneOfSeveralRecords(key, record.address);
    const changes = 'config' in wanted ? differing(record, wanted.config) : [];
    const { name, type, isHost } = wanted;
    return [{ record, name, type, isHost, changes }];
  });
}

/** What of a record would change in place by being adopted. */
function differing({ attributes }: OldRecord, config: Record<string, unknown>): string[] {
  return ['ttl', 'records'].filter(
    (name) => config[name] !== undefined && sorted(config[name]) !== sorted(attributes[name]),
  );
}

function sorted(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? [...value].sort() : value);
}

function withMatches(
  before: EnvironmentAdoption,
  found: readonly Match[],
  day: string,
): { added: string[]; result: EnvironmentAdoption } {
  const added: string[] = [];
  const hosts: Record<string, AdoptedHost> = { ...before.hosts };
  const names = new Set(found.filter(({ isHost }) => isHost).map(({ name }) => name));
  for (const name of names) {
    if (hosts[name]) continue;
    const records = recordsOf(found.filter((each) => each.isHost && each.name === name));
    hosts[name] = { is: 'held', since: day, before: records };
    added.push(`${name} is held as it is (${Object.keys(records).join(' and ')})`);
  }
  const records = [...(before.records ?? [])];
  for (const { name, type, changes } of found.filter(({ isHost }) => !isHost)) {
    if (records.includes(`${type} ${name}`)) continue;
    records.push(`${type} ${name}`);
    const how = changes.length > 0 ? `changed in place (${changes.join(', ')})` : 'as it is';
    added.push(`${type} ${name} is adopted, ${how}`);
  }
  const result = {
    ...before,
    ...(Object.keys(hosts).length > 0 && { hosts }),
    ...(records.length > 0 && { records }),
  };
  return { added, result };
}

function recordsOf(matches: readonly Match[]): HostRecords {
  return Object.fromEntries(matches.map(({ type, record }) => [type, targetOf(record)])) as Partial<
    Record<HostRecordType, RecordTarget>
  >;
}

function targetOf({ attributes }: OldRecord): RecordTarget {
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
