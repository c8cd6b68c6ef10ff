import { spawnSync } from 'node:child_process';
import { neitherProduct, noTerraform, oldTerraform } from './errors';
import { Product, products } from './product';

/** The program that plans and applies. OpenTofu works too, where it is named. */
export function terraformBinary(env: NodeJS.ProcessEnv = process.env): string {
  return env.TERRAFORM_BINARY || 'terraform';
}

/**
 * Makes sure that there is a Terraform that can do what stacks need.
 *
 * @throws UserError when there is none, it is too old, or it is something else.
 */
export function checkTerraform(env: NodeJS.ProcessEnv = process.env): void {
  const { product, version } = installed(env);
  if (compareVersions(version, product.minimum) < 0)
    throw oldTerraform(terraformBinary(env), product, version);
}

/**
 * Which product the program is. It says so itself: it may be called anything.
 *
 * @throws UserError when there is no such program, or it is something else.
 */
export function productOf(env: NodeJS.ProcessEnv = process.env): Product {
  return installed(env).product;
}

function installed(env: NodeJS.ProcessEnv): { product: Product; version: string } {
  const binary = terraformBinary(env);
  const { error, stdout } = spawnSync(binary, ['version'], {
    env: { ...env, CHECKPOINT_DISABLE: '1' }, // Whether there is a newer one is not asked here.
    encoding: 'utf8',
  });
  if (error) throw noTerraform(binary);
  // It may complain of its configuration before, and of newer versions after.
  const [, name, version = ''] = /^(\w+) v(\d+\.\d+\.\d+)/m.exec(stdout) ?? [];
  const product = products.find((each) => each.name === name);
  if (!product) throw neitherProduct(binary, stdout.trim().split('\n')[0] ?? '');
  return { product, version };
}

/** Negative, zero or positive, as the first version is older than, equal to or newer than the second. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((version) => version.split('.').map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (first?.[index] || 0) - (second?.[index] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
