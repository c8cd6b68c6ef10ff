import { ExecutorContext } from '@nx/devkit';
import { generateSecrets, listSecrets, setSecret } from '@dotkom/deploying';
import { AccountOptions, selectFor } from '../each-stack';
import { forPeople } from '../people';

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
    if (options.set) await setSecret(selection, options.set, options);
    else if (options.generate) await generateSecrets(selection);
    await listSecrets(selection);
    return true;
  });
}
