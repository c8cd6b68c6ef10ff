import { spawnSync } from 'node:child_process';
import { noTerraform, oldTerraform, terraformMinimum } from '../errors';

/** The program that plans and applies. OpenTofu works too, where it is named. */
export function terraformBinary(env: NodeJS.ProcessEnv = process.env): string {
  return env.TERRAFORM_BINARY || 'terraform';
}

/**
 * Makes sure that there is a Terraform that can do what stacks need.
 *
 * @throws UserError when there is none or it is too old.
 */
export function checkTerraform(env: NodeJS.ProcessEnv = process.env): void {
  const binary = terraformBinary(env);
  const { error, stdout } = spawnSync(binary, ['version', '-json'], { env, encoding: 'utf8' });
  if (error) throw noTerraform(binary);
  const version = versionOf(stdout);
  if (compareVersions(version, terraformMinimum) < 0) throw oldTerraform(binary, version);
}

function versionOf(output: string): string {
  try {
    return JSON.parse(output).terraform_version;
  } catch {
    return /v(\d+\.\d+\.\d+)/.exec(output)?.[1] ?? 'unknown';
  }
}

/** Negative, zero or positive, as the first version is older than, equal to or newer than the second. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((version) => version.split(/[.-]/).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (first?.[index] || 0) - (second?.[index] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
