import { EnvironmentAdoption } from '@dotkom/stack/adoption';
import { Account } from '../account/account';
import { askAccount } from '../account/clients';
import { allDistributions } from '../look/distributions';
import { ChangeRepresentation } from '../terraform/differences';
import { Change } from '../terraform/plan-summary';
import { existsAlready, inTheWay, notLookedFor } from './errors';
import { identities, looks, Surroundings, Values } from './what-exists';
import { statusOf, withOwner } from './whose';

type Details = ReadonlyMap<string, ChangeRepresentation>;

/**
 * What a plan would create although it exists: AWS refuses it half-way, or has it twice; or it would lead people elsewhere,
 * whom a wildcard leads today. Terraform knows only what is in the state, and of a stack that was never deployed nothing is.
 *
 * @param say is told what exists and is taken over, and what the account does not let be looked for: that is left to the apply.
 * @returns what is in the way, each with the construct that would make it, and whose it is by its tags.
 * @throws UserError when the account does not answer.
 */
export async function collisions(
  account: Account,
  changes: readonly Change[],
  details: Details,
  adoption: EnvironmentAdoption,
  say: (line: string) => void,
): Promise<string[]> {
  const taken = takenOver(changes, details, adoption);
  if (taken.length > 0) say(existsAlready(taken));
  const hidden = new Set<string>();
  const around = surroundings(account, adoption);
  const asked = changes
    .filter(({ action }) => action === 'create')
    .map(async ({ address, constructPath }) => {
      const values = details.get(address)?.after as Values | undefined;
      const type = typeOf(address);
      const look = looks[type];
      if (!look || !values || !hasIdentity(type, values)) return [];
      const existing = await look(account, values, around).catch((error: unknown) => {
        if (!mayNotAsk(error)) throw error;
        hidden.add(type);
        return undefined;
      });
      return existing === undefined ? [] : [inTheWay(constructPath, withOwner(existing), type)];
    });
  const found = await askAccount('what is in the way of the plan', () => Promise.all(asked));
  if (hidden.size > 0) say(notLookedFor([...hidden].sort()));
  return found.flat();
}

/** What exists and the plan takes over, each as a line: a host that is held where it leads, or something that is adopted. */
function takenOver(
  changes: readonly Change[],
  details: Details,
  { hosts = {} }: EnvironmentAdoption,
): string[] {
  return changes
    .filter(({ action, isAdopted }) => action === 'import' || isAdopted)
    .map(({ address }) => {
      const { before, after } = details.get(address) ?? {};
      const { name, type, tags_all: tags } = (before ?? after ?? {}) as Values;
      const isHeld = type !== undefined && hosts[name]?.is === 'held';
      const what = `${type ?? typeOf(address)} ${name ?? address}`;
      return `${isHeld ? 'held' : 'adopted'}: ${withOwner(tags ? { what, tags } : { what })}`;
    });
}

function surroundings(account: Account, { hosts = {}, records = [] }: EnvironmentAdoption): Surroundings {
  let listed: ReturnType<Surroundings['distributions']> | undefined;
  return {
    distributions: () => (listed ??= allDistributions(account)),
    isAdopted: (host) => host in hosts || records.some((record) => record.endsWith(` ${host}`)),
  };
}

function typeOf(address: string): string {
  return /(?:^|\.)(aws_\w+)\./.exec(address)?.[1] ?? '';
}

/** Whether whoever plans may not ask; what is throttled or down is no answer. */
function mayNotAsk(error: unknown): boolean {
  const { name = '' } = error as Partial<Error>;
  return /AccessDenied|Unauthorized|Forbidden/.test(name) || statusOf(error) === 403;
}

function hasIdentity(type: string, values: Values): boolean {
  const identity = identities[type];
  return identity === undefined || typeof values[identity] === 'string';
}
