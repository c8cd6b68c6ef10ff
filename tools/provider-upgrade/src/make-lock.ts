import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noChecksums } from './errors';

/** The machines that deploys and people have: workflows, and laptops of both kinds. */
export const machines = [
  'linux_amd64',
  'linux_arm64',
  'darwin_arm64',
  'darwin_amd64',
  'windows_amd64',
] as const;
export type Machine = (typeof machines)[number];

/** The one that must be there: workflows deploy from it. */
const needed: Machine = 'linux_amd64';

export interface Lock {
  /** What `.terraform.lock.hcl` holds. */
  readonly text: string;
  readonly machines: readonly Machine[];
}

/**
 * The checksums of a version of the AWS provider for every machine that they can be had for. The registry has all; where it
 * does not answer, a mirror has those of the machines that it was made for.
 *
 * @param args where the checksums come from, beyond the registry, such as `-fs-mirror=FOLDER`.
 * @throws UserError when there are none for the workflows' machine.
 */
export function makeLock(version: string, args: readonly string[] = [], binary = 'terraform'): Lock {
  const folder = mkdtempSync(join(tmpdir(), 'provider-lock-'));
  try {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(asking(version)));
    const attempts = machines.map((machine) => ({ machine, ...lockFor(machine, folder, args, binary) }));
    const failed = attempts.find(({ machine, reason }) => machine === needed && reason !== undefined);
    if (failed) throw noChecksums(version, needed, failed.reason ?? '');
    const found = attempts.filter(({ reason }) => reason === undefined).map(({ machine }) => machine);
    return {
      text: withHeader(found, readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8')),
      machines: found,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function asking(version: string): object {
  return { terraform: { required_providers: { aws: { source: 'hashicorp/aws', version } } } };
}

/** Adds a machine's checksums to the lock file of a folder, or says why there are none. */
function lockFor(
  machine: Machine,
  folder: string,
  args: readonly string[],
  binary: string,
): { reason?: string } {
  const { status, stderr, error } = spawnSync(
    binary,
    ['providers', 'lock', '-no-color', ...args, `-platform=${machine}`],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1' } },
  );
  return status === 0 ? {} : { reason: error?.message ?? stderr };
}

/** Says for which machines the checksums are, which Terraform's own file does not. Deploys read it. */
function withHeader(found: readonly Machine[], text: string): string {
  const body = text.replace(/^#.*\n/gm, '').trimStart();
  return [
    '# The checksums of the AWS provider. Made by `npx nx run platform:upgrade-provider --to VERSION`, not by hand.',
    `# Machines: ${found.join(', ')}`,
    '',
    body,
  ].join('\n');
}
