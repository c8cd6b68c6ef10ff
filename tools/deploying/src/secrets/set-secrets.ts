import { declaredSecrets } from '@dotkom/synthesised';
import { Selection } from '../job/stack-job';
import { askForSecret } from './ask-for-secret';
import { noValueGiven, notASecretOf } from './errors';
import { generateMissingSecrets } from './missing-secrets';
import { randomSecret, SecretStore } from './secret-store';

/**
 * Sets a secret in every stack that declares it, without the value passing through a command line or a file.
 *
 * @param generate a random value, where nobody has to know it; otherwise it is asked for, or read from a pipe.
 * @throws UserError when no stack declares it, or no value was given.
 */
export async function setSecret(
  { stacks, project, account, say }: Selection,
  name: string,
  { generate = false }: { generate?: boolean },
): Promise<void> {
  const declared = stacks.flatMap(declaredSecrets);
  const meant = declared.filter((secret) => secret.name === name);
  if (meant.length === 0) {
    throw notASecretOf(name, project.name, [...new Set(declared.map((secret) => secret.name))]);
  }
  const value = generate ? randomSecret() : await askForSecret(name);
  if (value === '') throw noValueGiven(name);
  const store = new SecretStore(account);
  for (const { parameter } of meant) {
    await store.set(parameter, value);
    say(`${parameter} is set. Containers get it when they start next.`);
  }
}

/** Sets every secret that is missing to a random value, and says which. */
export async function generateSecrets({ stacks, account, say }: Selection): Promise<void> {
  for (const stack of stacks) {
    for (const parameter of await generateMissingSecrets(stack, account)) {
      say(`${parameter} is set to a random value.`);
    }
  }
}

/** Says which secrets are set and which are missing, never what they hold. */
export async function listSecrets({
  stacks,
  project,
  account,
  configuration,
  say,
}: Selection): Promise<void> {
  const store = new SecretStore(account);
  for (const stack of stacks) {
    const declared = declaredSecrets(stack);
    if (declared.length === 0) {
      say(`${stack.name} declares no secrets.`);
      continue;
    }
    const existing = await store.existing(declared.map(({ parameter }) => parameter));
    say(`${stack.name}:`);
    for (const { name, parameter, usedBy } of declared) {
      const since = existing.get(parameter)?.toISOString().slice(0, 10);
      const state = existing.has(parameter) ? `set${since ? `, changed ${since}` : ''}` : 'MISSING';
      say(`  ${name}  ${state}  (for ${usedBy.join(', ')})`);
      if (!existing.has(parameter)) {
        say(`    set it: npx nx secrets ${project.name} -c ${configuration} --set ${name}`);
      }
    }
  }
}
