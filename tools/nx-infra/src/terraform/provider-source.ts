import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { noProvider } from '../errors';

const registry = 'registry.terraform.io';
const source = `${registry}/hashicorp/aws`;

/** Where software is installed on the machines that people have. A mirror is looked for below, not far down. */
const softwareRoots = ['/opt', '/usr/local/share', '/usr/share', '/srv', join(homedir(), '.terraform.d')];
const deepest = 2;

/**
 * What Terraform's environment has to say so that `init` gets the AWS provider: nothing but a cache that all stacks
 * share where the registry serves it, and the folder of a mirror where only that has it. A CLI configuration of the
 * user's own, where there is one, is left alone.
 *
 * @param folder where a CLI configuration is written, if one is needed.
 * @throws UserError when neither the registry nor a mirror has the provider.
 */
export async function providerEnvironment(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
  searched: readonly string[] = softwareRoots,
): Promise<Record<string, string>> {
  if (hasOwnConfiguration(env)) return {};
  if (await registryAnswers()) return { ...noConfiguration(folder), ...sharedCache(env) };
  const mirror = searched.map((root) => findMirror(root)).find(Boolean);
  if (!mirror) throw noProvider(source, searched);
  return useMirror(mirror, folder);
}

function hasOwnConfiguration({ TF_CLI_CONFIG_FILE: named }: NodeJS.ProcessEnv): boolean {
  return existsSync(named || join(homedir(), '.terraformrc'));
}

async function registryAnswers(): Promise<boolean> {
  try {
    const answer = await fetch(`https://${registry}/.well-known/terraform.json`, {
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** The folder below a root that holds providers in the layout of `terraform providers mirror`. */
export function findMirror(root: string, depth = 0): string | undefined {
  if (existsSync(join(root, source))) return root;
  if (depth === deepest) return undefined;
  return foldersIn(root)
    .map((folder) => findMirror(join(root, folder), depth + 1))
    .find(Boolean);
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return []; // Not there, or not ours to read.
  }
}

function useMirror(mirror: string, folder: string): Record<string, string> {
  return writeConfiguration(
    folder,
    `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ["${source}"]
  }
  direct {
    exclude = ["${source}"]
  }
}
`,
  );
}

/** Instead of a configuration file that is named but is not there, of which Terraform would complain each time. */
function noConfiguration(folder: string): Record<string, string> {
  return writeConfiguration(folder, '');
}

function writeConfiguration(folder: string, text: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'terraform.rc');
  writeFileSync(file, text);
  return { TF_CLI_CONFIG_FILE: file };
}

/** Without a cache, each stack would download the provider's 700 MB again. */
function sharedCache({ TF_PLUGIN_CACHE_DIR: chosen, XDG_CACHE_HOME: caches }: NodeJS.ProcessEnv) {
  const folder = chosen || join(caches || join(homedir(), '.cache'), 'terraform', 'plugins');
  mkdirSync(folder, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: folder };
}
