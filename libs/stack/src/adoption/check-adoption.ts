import { isIPv4, isIPv6 } from 'node:net';
import {
  adoptedTwice,
  cnameNotAlone,
  inAdoption,
  leadsNowhere,
  notADay,
  notARecord,
  notARepository,
  notATarget,
} from '../errors';
import { checkInput } from '../inputs/check-input';
import { InputType } from '../inputs/input-type';
import { UserError } from '../user-error';
import {
  AdoptedHost,
  Adoption,
  adoptionFile,
  HostRecordType,
  hostRecordTypes,
  RecordTarget,
} from './adoption';

const text: InputType = { kind: 'text' };
const optional = true as const;

const target: InputType = {
  kind: 'either',
  of: [
    {
      kind: 'object',
      properties: {
        alias: {
          type: {
            kind: 'object',
            properties: {
              name: { type: text },
              zoneId: { type: text },
              evaluateTargetHealth: { type: { kind: 'boolean' }, optional },
            },
          },
        },
      },
    },
    {
      kind: 'object',
      properties: { values: { type: { kind: 'list', of: text } }, ttl: { type: { kind: 'number' } } },
    },
  ],
};

const host: InputType = {
  kind: 'object',
  properties: {
    is: { type: { kind: 'choice', of: ['held', 'flipped'] } },
    since: { type: text },
    before: {
      type: {
        kind: 'object',
        properties: Object.fromEntries(hostRecordTypes.map((type) => [type, { type: target, optional }])),
      },
    },
  },
};

const environment: InputType = {
  kind: 'object',
  properties: {
    hosts: { type: { kind: 'record', of: host }, optional },
    records: { type: { kind: 'list', of: text }, optional },
    repositories: { type: { kind: 'list', of: text }, optional },
  },
};

const file: InputType = {
  kind: 'object',
  properties: { staging: { type: environment, optional }, prod: { type: environment, optional } },
};

/** An adoption, and everything that is wrong with it. What is wrong is not in it. */
export interface CheckedAdoption {
  readonly adoption: Adoption;
  readonly problems: readonly UserError[];
}

/**
 * Checks what an `adoption.json` says: of which kind everything is, and what that means which is of the right kind.
 *
 * @param path where it is, for the messages: `apps/grades/adoption.json`.
 */
export function checkAdoption(given: unknown, path: string = adoptionFile): CheckedAdoption {
  const { value, problems: ofKind } = checkInput({ type: file, optional }, given, '');
  const adoption = (value ?? {}) as Adoption;
  const problems = [...ofKind, ...problemsOfMeaning(adoption)].map((problem) => inAdoption(path, problem));
  return { adoption: problems.length > 0 ? {} : adoption, problems };
}

function problemsOfMeaning(adoption: Adoption): UserError[] {
  return Object.values(adoption).flatMap(({ hosts = {}, records = [], repositories = [] }) => [
    ...Object.entries(hosts).flatMap(([name, adopted]) => problemsOf(name, adopted)),
    ...records.flatMap((record, index) => problemsOfRecord(record, records.indexOf(record) < index)),
    ...repositories.flatMap((name, index) => problemsOfRepository(name, repositories.indexOf(name) < index)),
  ]);
}

function problemsOf(name: string, { since, before }: AdoptedHost): UserError[] {
  const types = hostRecordTypes.filter((type) => before[type]);
  return [
    ...(isDay(since) ? [] : [notADay(name, since)]),
    ...(types.length === 0 ? [leadsNowhere(name)] : []),
    ...(before.CNAME && types.length > 1 ? [cnameNotAlone(name)] : []),
    ...types.flatMap((type) => problemsOfTarget(name, type, before[type]!)),
  ];
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
}

const values: Readonly<Record<HostRecordType, { are: (value: string) => boolean; what: string }>> = {
  A: { are: isIPv4, what: 'IPv4 addresses' },
  AAAA: { are: isIPv6, what: 'IPv6 addresses' },
  CNAME: { are: (value) => /^[a-z0-9_.-]+$/i.test(value), what: 'one host name' },
};

function problemsOfTarget(name: string, type: HostRecordType, to: RecordTarget): UserError[] {
  if ('alias' in to) return type === 'CNAME' ? [notATarget(name, type, 'an alias', values[type].what)] : [];
  const isRight = to.values.length > 0 && to.values.every(values[type].are);
  const isOne = type !== 'CNAME' || to.values.length === 1;
  return isRight && isOne && Number.isInteger(to.ttl) && to.ttl >= 0
    ? []
    : [
        notATarget(
          name,
          type,
          `${to.values.join(', ') || 'nothing'} for ${to.ttl} seconds`,
          values[type].what,
        ),
      ];
}

function problemsOfRecord(record: string, isTwice: boolean): UserError[] {
  if (!/^(A|AAAA|CNAME|MX|SRV|TXT) [a-z0-9_.-]+$/.test(record)) return [notARecord(record)];
  return isTwice ? [adoptedTwice(`the record '${record}'`)] : [];
}

const nameInRepository = '[a-z0-9]+(?:[._-]+[a-z0-9]+)*';
const repositoryPattern = new RegExp(`^${nameInRepository}(?:/${nameInRepository})*$`);

function problemsOfRepository(name: string, isTwice: boolean): UserError[] {
  if (!repositoryPattern.test(name)) return [notARepository(name)];
  return isTwice ? [adoptedTwice(`the repository '${name}'`)] : [];
}
