import { DeclaredSecret, declaredSecrets, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { secretsMissing } from './errors';
import { randomSecret, SecretStore } from './secret-store';

/** The secrets of a stack that are not set. */
export async function missingSecrets(stack: SynthesisedStack, account: Account): Promise<DeclaredSecret[]> {
  const declared = declaredSecrets(stack);
  if (declared.length === 0) return [];
  const existing = await new SecretStore(account).existing(declared.map(({ parameter }) => parameter));
  return declared.filter(({ parameter }) => !existing.has(parameter));
}

/**
 * Refuses to go on while a secret of a stack is not set: its containers could not start.
 *
 * @throws UserError that names those secrets and says how to set them.
 */
export async function refuseMissingSecrets(
  stack: SynthesisedStack,
  account: Account,
  { project, configuration }: { project: string; configuration: string },
): Promise<void> {
  const missing = await missingSecrets(stack, account);
  if (missing.length > 0) throw secretsMissing(stack.name, missing, project, configuration);
}

/** Sets every secret of a stack that is missing to a random value. Gives their parameters. */
export async function generateMissingSecrets(stack: SynthesisedStack, account: Account): Promise<string[]> {
  const store = new SecretStore(account);
  const missing = await missingSecrets(stack, account);
  for (const { parameter } of missing) await store.set(parameter, randomSecret());
  return missing.map(({ parameter }) => parameter);
}
