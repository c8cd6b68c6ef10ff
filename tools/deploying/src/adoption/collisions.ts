import { Account } from '../account/account';
import { askAccount } from '../account/clients';
import { allDistributions } from '../look/distributions';
import { ChangeRepresentation } from '../terraform/differences';
import { Change } from '../terraform/plan-summary';
import { inTheWay, notLookedFor } from './errors';
import { Distributions, identities, looks, Values } from './what-exists';

/**
 * What a plan would create although it exists: AWS refuses it half-way, or has it twice. Terraform knows only what is in the
 * state, and of a stack that was never deployed nothing is.
 *
 * @param say is told what the account does not let be looked for: that is left to the apply.
 * @returns what is in the way, each with the construct that would make it.
 * @throws UserError when the account does not answer.
 */
export async function collisions(
  account: Account,
  changes: readonly Change[],
  details: ReadonlyMap<string, ChangeRepresentation>,
  say: (line: string) => void,
): Promise<string[]> {
  const hidden = new Set<string>();
  let listed: ReturnType<Distributions> | undefined;
  const distributions = () => (listed ??= allDistributions(account));
  const asked = changes
    .filter(({ action }) => action === 'create')
    .map(async ({ address, constructPath }) => {
      const values = details.get(address)?.after as Values | undefined;
      const type = /(?:^|\.)(aws_\w+)\./.exec(address)?.[1] ?? '';
      const look = looks[type];
      if (!look || !values || !hasIdentity(type, values)) return [];
      const existing = await look(account, values, distributions).catch((error: unknown) => {
        if (!mayNotAsk(error)) throw error;
        hidden.add(type);
        return undefined;
      });
      return existing === undefined ? [] : [inTheWay(constructPath, existing, type)];
    });
  const found = await askAccount('what is in the way of the plan', () => Promise.all(asked));
  if (hidden.size > 0) say(notLookedFor([...hidden].sort()));
  return found.flat();
}

/** Whether whoever plans may not ask; what is throttled or down is no answer. */
function mayNotAsk(error: unknown): boolean {
  const { name = '', $metadata } = error as Partial<Error> & { $metadata?: { httpStatusCode?: number } };
  return /AccessDenied|Unauthorized|Forbidden/.test(name) || $metadata?.httpStatusCode === 403;
}

function hasIdentity(type: string, values: Values): boolean {
  const identity = identities[type];
  return identity === undefined || typeof values[identity] === 'string';
}
