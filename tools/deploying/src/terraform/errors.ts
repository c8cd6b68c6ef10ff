import { UserError } from '@dotkom/stack/conventions';
import { Product, terraform } from './product';

export function noTerraform(binary: string): UserError {
  return new UserError(
    `'${binary}' is not on PATH. Install Terraform ${terraform.minimum} or newer (${terraform.install}), ` +
      `or name another one in TERRAFORM_BINARY, for example TERRAFORM_BINARY=tofu.`,
  );
}

export function oldTerraform(binary: string, product: Product, version: string): UserError {
  const { name, minimum, because, install } = product;
  return new UserError(
    `'${binary}' is ${name} ${version}, and ${minimum} or newer is needed: ${because}. ` +
      `Install a newer one (${install}), or name another in TERRAFORM_BINARY.`,
  );
}

export function neitherProduct(binary: string, said: string): UserError {
  return new UserError(
    `'${binary}' is neither Terraform nor OpenTofu: asked for its version, it says '${said}'. ` +
      `Name one of these in TERRAFORM_BINARY, or leave that out.`,
  );
}

export function noProvider({ name, registry }: Product, searched: readonly string[]): UserError {
  return new UserError(
    `The AWS provider cannot be had: the registry of ${name} does not answer, and no folder holds a mirror of it (${registry}/hashicorp/aws/<version>/<os>_<arch> was looked for under ${searched.join(', ')}). ` +
      `Connect to the internet, or put a mirror into one of these folders: ${name === 'OpenTofu' ? 'tofu' : 'terraform'} providers mirror <folder>.`,
  );
}

export function stateLocked(
  binary: string,
  lock: { who: string; since: string; operation: string; id: string },
): UserError {
  return new UserError(
    `The state is locked: ${lock.who} is at it since ${lock.since} (${lock.operation}). Wait until that has ended. ` +
      `If it was interrupted and nobody is at it any more, release the lock (docs/runbooks/state-locked.md): ${binary} force-unlock ${lock.id}`,
  );
}

export function otherChecksums(stack: string): UserError {
  return new UserError(
    `${stack}: the AWS provider that Terraform found is not the one whose checksums are in .terraform.lock.hcl, and was not run. ` +
      `Somebody changed the file, or a mirror or a cache of this machine has other bytes: remove those (TF_PLUGIN_CACHE_DIR, and 'provider_installation' of your CLI configuration) and try again. ` +
      `The checksums of a version, for every machine, are written by npx nx run platform:upgrade-provider --to VERSION (docs/decisions/provider-version.md).`,
  );
}

export function stillRunning(stack: string, pid: number): UserError {
  return new UserError(
    `Terraform is still at work on ${stack} (process ${pid}), started by another run. Wait until it has ended and try again.`,
  );
}

export function destroyDidNotEnd(stack: string, folder: string): UserError {
  return new UserError(
    `A destroy of ${stack} did not end, and its state is in ${folder}/terraform.tfstate: keep that file. ` +
      `Destroy ${stack} again, which goes on from there, before anything else is done with it.`,
  );
}

export function terraformFailed(stack: string, what: string, problems: readonly string[]): UserError {
  return new UserError(`${stack}: ${what} failed.\n\n${problems.join('\n\n')}`);
}

export function wasInterrupted(stack: string, what: string): UserError {
  return new UserError(
    `${stack}: ${what} was interrupted. What Terraform had done is in the state, and the same command goes on from there.`,
  );
}
