import { EnvironmentName } from '../environment';

/** The file beside a project's project.json that says what of its stacks ran before this platform did. */
export const adoptionFile = 'adoption.json';

/** What of a project ran before this platform did, by its environments: what `adoption.json` says. */
export type Adoption = Readonly<Partial<Record<EnvironmentName, EnvironmentAdoption>>>;

/** What one stack takes over as it is, instead of creating it. */
export interface EnvironmentAdoption {
  /** Hosts of services and sites, by their names. */
  readonly hosts?: Readonly<Record<string, AdoptedHost>>;
  /** Records that the code says as they are, as `A play.online.ntnu.no`. */
  readonly records?: readonly string[];
  /** Repositories of images by their names, as `grades/prod/backend`. */
  readonly repositories?: readonly string[];
}

/** A host that led somewhere before the application had it. */
export interface AdoptedHost {
  /** `held`: it leads where it led before, whatever the code says. `flipped`: it leads where the code says. */
  readonly is: 'held' | 'flipped';
  /** The day since when, as `2026-11-26`. */
  readonly since: string;
  /** Where it led before, by the types of its records: what a hold keeps, and what the way back leads to. */
  readonly before: HostRecords;
}

/** The records of a host, by their types. */
export interface HostRecords {
  readonly A?: RecordTarget;
  readonly AAAA?: RecordTarget;
  readonly CNAME?: RecordTarget;
}

/** The types of a host's records, in the order in which they are made. */
export const hostRecordTypes = ['CNAME', 'A', 'AAAA'] as const;

export type HostRecordType = (typeof hostRecordTypes)[number];

/** Where a record leads: to something of AWS by its name and zone, or to addresses or a name anywhere. */
export type RecordTarget =
  | {
      readonly alias: {
        readonly name: string;
        readonly zoneId: string;
        /** @default false */
        readonly evaluateTargetHealth?: boolean;
      };
    }
  | {
      readonly values: readonly string[];
      /** For how many seconds others may remember it. */
      readonly ttl: number;
    };

/** The zone of everything that CloudFront answers. */
const cloudFrontZone = 'Z2FDTNDATAQYW2';

/**
 * The distributions that answered a host before, by their domain names. A name is the alias of one distribution at a time: until
 * a host is flipped, it is theirs.
 */
export function distributionsBefore({ before }: AdoptedHost): string[] {
  const names = (Object.values(before) as RecordTarget[]).flatMap((target) => {
    if (!('alias' in target)) return target.values.filter((value) => /\.cloudfront\.net\.?$/.test(value));
    return target.alias.zoneId === cloudFrontZone ? [target.alias.name] : [];
  });
  return [...new Set(names.map((name) => name.replace(/\.$/, '').toLowerCase()))];
}
