import { organisation } from '@dotkom/stack/conventions';
import {
  encryptedState,
  inAnotherRegion,
  lockedState,
  notAState,
  ofAnotherVersion,
  severalAccounts,
} from './errors';

/** A resource of a state that Terraform wrote for an estate of before. */
export interface OldResource {
  /** By which Terraform names it: `module.dns.aws_route53_record.web["A"]`. */
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, any>>;
}

/** The state of one stack of an estate of before. */
export interface OldState {
  /** What it is called in what is said: the file that it was read from. */
  readonly name: string;
  readonly resources: readonly OldResource[];
}

interface StateFile {
  readonly version?: unknown;
  readonly serial?: unknown;
  readonly resources?: readonly {
    readonly module?: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly instances?: readonly { readonly index_key?: string | number; readonly attributes?: object }[];
  }[];
}

/**
 * Reads a state as Terraform writes it since 0.12, and `terraform state pull` prints it.
 *
 * @param isLocked whether somebody is changing it.
 * @throws UserError when it is none, is encrypted, of another version, locked, or of another region.
 */
export function readOldState(name: string, text: string, isLocked = false): OldState {
  if (isLocked) throw lockedState(name);
  const state = parsed(name, text);
  const resources = (state.resources ?? [])
    .filter(({ mode, type }) => mode === 'managed' && type.startsWith('aws_'))
    .flatMap((resource) =>
      (resource.instances ?? []).map(({ index_key: key, attributes = {} }) => ({
        address: addressOf(resource, key),
        type: resource.type,
        attributes,
      })),
    );
  refuseElsewhere(name, resources);
  return { name, resources };
}

function parsed(name: string, text: string): StateFile {
  let state: StateFile & { encrypted_data?: unknown };
  try {
    state = JSON.parse(text);
  } catch {
    throw notAState(name);
  }
  if (typeof state !== 'object' || state === null) throw notAState(name);
  if (state.encrypted_data !== undefined) throw encryptedState(name); // As OpenTofu writes it.
  if (state.version === undefined || state.serial === undefined) throw notAState(name);
  if (state.version !== 4) throw ofAnotherVersion(name, state.version);
  return state;
}

function addressOf(
  { module, type, name }: { module?: string; type: string; name: string },
  key?: string | number,
): string {
  const index = key === undefined ? '' : `[${JSON.stringify(key)}]`;
  return `${module ? `${module}.` : ''}${type}.${name}${index}`;
}

/** What is of another account or region is none of what these stacks could take over. CloudFront's certificates are of us-east-1. */
function refuseElsewhere(name: string, resources: readonly OldResource[]): void {
  const ofArn = /^arn:aws:[^:]*:([a-z]{2}(?:-[a-z]+)+-\d):/;
  const found = resources.map(({ attributes }) => ofArn.exec(String(attributes.arn ?? ''))?.[1]);
  const regions = new Set(found.filter((region) => region !== undefined));
  const foreign = [...regions].filter((region) => ![organisation.region, 'us-east-1'].includes(region));
  if (foreign.length > 0) throw inAnotherRegion(name, foreign, organisation.region);
  const accounts = accountsIn(resources);
  if (accounts.size > 1) throw severalAccounts(name, accounts.size);
}

/** The accounts that resources are of, by their ARNs. */
export function accountsIn(resources: readonly OldResource[]): ReadonlySet<string> {
  const accounts = resources.map(
    ({ attributes }) => /^arn:aws:[^:]*:[^:]*:(\d{12}):/.exec(attributes.arn ?? '')?.[1],
  );
  return new Set(accounts.filter((account) => account !== undefined));
}
