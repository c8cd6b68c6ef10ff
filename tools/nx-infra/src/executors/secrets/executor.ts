import { ExecutorContext } from '@nx/devkit';
import { noValueGiven, notASecretOf } from '../../errors';
import { declaredSecrets } from '../../secrets/declared-secrets';
import { askForSecret } from '../../secrets/ask-for-secret';
import { generateMissingSecrets } from '../../secrets/missing-secrets';
import { randomSecret, SecretStore } from '../../secrets/secret-store';
import { AccountOptions, selectFor, Selection } from '../each-stack';
import { forPeople, say } from '../people';

export interface SecretsOptions extends AccountOptions {
  /** The name of the secret to set. */
  readonly set?: string;
  /** A random value: for the one that is set, or for every one that is missing. */
  readonly generate?: boolean;
}

/**
 * `nx secrets <application> -c <environment>`: which of its secrets are set and which are missing, never what they hold.
 * With `--set NAME` it sets one, without the value passing through a command line or a file.
 */
export default function secrets(
  options: SecretsOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const selection = await selectFor('secrets', options, context);
    if (!selection) return true;
    const store = new SecretStore(selection.account);
    if (options.set) await setOne(selection, store, options.set, options.generate ?? false);
    else if (options.generate) await generateMissing(selection);
    await list(selection, store);
    return true;
  });
}

async function setOne(
  { stacks, project }: Selection,
  store: SecretStore,
  name: string,
  generate: boolean,
): Promise<void> {
  const declared = stacks.flatMap(declaredSecrets);
  const meant = declared.filter((secret) => secret.name === name);
  if (meant.length === 0) {
    throw notASecretOf(name, project.name, [...new Set(declared.map((secret) => secret.name))]);
  }
  const value = generate ? randomSecret() : await askForSecret(name);
  if (value === '') throw noValueGiven(name);
  for (const { parameter } of meant) {
    await store.set(parameter, value);
    say(`${parameter} is set. Containers get it when they start next.`);
  }
}

async function generateMissing({ stacks, account }: Selection): Promise<void> {
  for (const stack of stacks) {
    for (const parameter of await generateMissingSecrets(stack, account)) {
      say(`${parameter} is set to a random value.`);
    }
  }
}

async function list({ stacks, project, configuration }: Selection, store: SecretStore): Promise<void> {
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
