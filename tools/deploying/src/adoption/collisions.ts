import { Account } from '../account/account';
import { isRefusalOfAws } from '../account/clients';
import { ChangeRepresentation } from '../terraform/differences';
import { Change } from '../terraform/plan-summary';
import { inTheWay } from './errors';
import { identities, looks, Values } from './what-exists';

/**
 * What a plan would create although it exists: AWS refuses it half-way, or has it twice. Terraform knows only what is in the
 * state, and of a stack that was never deployed nothing is.
 *
 * @returns what is in the way, each with the construct that would make it. What nobody may ask is left to the apply.
 */
export async function collisions(
  account: Account,
  changes: readonly Change[],
  details: ReadonlyMap<string, ChangeRepresentation>,
): Promise<string[]> {
  const asked = changes
    .filter(({ action }) => action === 'create')
    .map(async ({ address, constructPath }) => {
      const values = details.get(address)?.after as Values | undefined;
      const type = /(?:^|\.)(aws_\w+)\./.exec(address)?.[1] ?? '';
      const look = looks[type];
      if (!look || !values || !hasIdentity(type, values)) return [];
      const existing = await look(account, values).catch((error: unknown) => {
        if (isRefusalOfAws(error)) return undefined;
        throw error;
      });
      return existing === undefined ? [] : [inTheWay(constructPath, existing, type)];
    });
  return (await Promise.all(asked)).flat();
}

function hasIdentity(type: string, values: Values): boolean {
  const identity = identities[type];
  return identity === undefined || typeof values[identity] === 'string';
}
