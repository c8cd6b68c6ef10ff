import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesisedStack } from '@dotkom/synthesised';
import { Product } from './product';

/** What holds the provider's checksums: at the root of the workspace, and in each working folder. */
export const lockFileName = '.terraform.lock.hcl';

/** A machine as Terraform calls it, such as `linux_amd64`. */
export function thisMachine(
  platform: string = process.platform,
  architecture: string = process.arch,
): string {
  const [system, cpu] = [
    { win32: 'windows' }[platform] ?? platform,
    { x64: 'amd64' }[architecture] ?? architecture,
  ];
  return `${system}_${cpu}`;
}

/**
 * The checksums by which `init` knows the provider, where the workspace has some for this machine, the program's registry and
 * the version that the stack asks for. Without, that version is taken as its registry signed it
 * (docs/decisions/provider-version.md).
 */
export function lockFor(
  { json }: Pick<SynthesisedStack, 'json'>,
  { registry }: Pick<Product, 'registry'>,
  workspace: string,
  machine = thisMachine(),
): string | undefined {
  const file = join(workspace, lockFileName);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const [, machines = ''] = /^# Machines: (.*)$/m.exec(text) ?? [];
  const version = json.terraform?.required_providers?.aws?.version;
  const holds =
    machines.split(', ').includes(machine) &&
    text.includes(`provider "${registry}/hashicorp/aws"`) &&
    text.includes(`constraints = "${version}"`);
  return holds ? text : undefined;
}
