import { randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  symlinkSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '@dotkom/processes';
import { noProvider } from './errors';
import { productOf } from './installation';
import { Product, terraform } from './product';

/** The provider's folder below that of its registry. */
const provider = join('hashicorp', 'aws');

/** Where software is installed on the machines that people have. A mirror is looked for below, not far down. */
const softwareRoots = ['/opt', '/usr/local/share', '/usr/share', '/srv', join(homedir(), '.terraform.d')];
const deepest = 2;

/**
 * What Terraform's environment has to say so that `init` gets the AWS provider: nothing but a cache that all stacks
 * share where the registry serves it, and the folder of a mirror where only that has it. A CLI configuration of the
 * user's own, where there is one, is left alone.
 *
 * @param folder where a CLI configuration is written, if one is needed.
 * @throws UserError when neither the registry nor a mirror has the provider, or there is no Terraform.
 */
export async function providerEnvironment(
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
  searched: readonly string[] = softwareRoots,
): Promise<Record<string, string>> {
  const product = productOf(env);
  if (hasOwnConfiguration(product, env)) return {};
  if (await registryAnswers(product)) return { ...noConfiguration(folder), ...sharedCache(env) };
  const mirror = mirrorFor(product, searched, folder);
  if (!mirror) throw noProvider(product, searched);
  return useMirror(mirror, product, folder);
}

/**
 * Where checksums of the provider come from, as arguments for `terraform providers lock`: the registry, or a mirror where that
 * does not answer.
 *
 * @throws UserError when neither has it.
 */
export async function registryOrMirror(searched: readonly string[] = softwareRoots): Promise<string[]> {
  if (await registryAnswers(terraform)) return [];
  const mirror = searched.map((root) => findMirror(root, terraform.registry)).find(Boolean);
  if (!mirror) throw noProvider(terraform, searched);
  return [`-fs-mirror=${mirror}`];
}

function hasOwnConfiguration(product: Product, env: NodeJS.ProcessEnv): boolean {
  const { TF_CLI_CONFIG_FILE: named, XDG_CONFIG_HOME: configHome } = env;
  return (named ? [named] : product.configurations(homedir(), configHome)).some((file) => existsSync(file));
}

async function registryAnswers({ registry }: Product): Promise<boolean> {
  try {
    const answer = await fetch(`https://${registry}/.well-known/terraform.json`, {
      signal: AbortSignal.timeout(5000),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** A mirror of the product's own registry, or one of Terraform's laid out anew: the provider is the same program. */
function mirrorFor({ registry }: Product, searched: readonly string[], folder: string): string | undefined {
  const found = (of: string) => searched.map((root) => findMirror(root, of)).find(Boolean);
  const own = found(registry);
  if (own || registry === terraform.registry) return own;
  const other = found(terraform.registry);
  return other && relaidMirror(join(other, terraform.registry, provider), registry, join(folder, 'mirror'));
}

/** The folder below a root that holds providers in the layout of `terraform providers mirror`. */
export function findMirror(root: string, registry: string, depth = 0): string | undefined {
  if (existsSync(join(root, registry, provider))) return root;
  if (depth === deepest) return undefined;
  return foldersIn(root)
    .map((folder) => findMirror(join(root, folder), registry, depth + 1))
    .find(Boolean);
}

/**
 * The same provider as a mirror of another registry. Links stand only for what is of one version and machine, because
 * they are followed nowhere above. Source: opentofu/opentofu, internal/getproviders/filesystem_search.go.
 * One that is there is left: another stack's run may be reading it.
 */
function relaidMirror(from: string, registry: string, mirror: string): string {
  for (const version of foldersIn(from)) {
    const target = join(mirror, registry, provider, version);
    mkdirSync(target, { recursive: true });
    for (const machine of foldersIn(join(from, version))) {
      linkTo(join(from, version, machine), join(target, machine));
    }
  }
  return mirror;
}

function linkTo(path: string, link: string): void {
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(link) === path) return;
  const draft = `${link}.${randomUUID()}`;
  symlinkSync(path, draft);
  renameSync(draft, link);
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

function useMirror(mirror: string, { registry }: Product, folder: string): Record<string, string> {
  const source = `${registry}/hashicorp/aws`;
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
  replaceFile(file, text); // All stacks of an account share it, and several are worked on at once.
  return { TF_CLI_CONFIG_FILE: file };
}

/**
 * Without a cache, each stack would download the provider's 700 MB again; and without the second variable it would all the
 * same where the working folder has no lock file (lock-file.ts). Source: "Provider plugin cache" of the CLI configuration file.
 */
function sharedCache({ TF_PLUGIN_CACHE_DIR: chosen, XDG_CACHE_HOME: caches }: NodeJS.ProcessEnv) {
  const folder = chosen || join(caches || join(homedir(), '.cache'), 'terraform', 'plugins');
  mkdirSync(folder, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: folder, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' };
}
