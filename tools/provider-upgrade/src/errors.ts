import { UserError } from '@dotkom/stack/conventions';

/** Every message of the program that raises the provider. */

export function noVersion(): UserError {
  return new UserError(
    'Say which version of the AWS provider to go to: npx nx run platform:upgrade-provider --to 6.26.0. ' +
      'Releases and what they change: https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md',
  );
}

export function notAVersion(value: string): UserError {
  return new UserError(
    `'${value}' is not one version of the AWS provider. Write all three numbers, such as 6.26.0: a range would take another one on another day.`,
  );
}

export function unknownOption(word: string): UserError {
  return new UserError(
    `'${word}' is not an option. There are --to VERSION and --accounts NAME,NAME (of staging, prod and local).`,
  );
}

export function noPin(file: string): UserError {
  return new UserError(
    `${file} does not say which provider is used. It holds a line such as: export const awsProviderVersion = '6.26.0';`,
  );
}

export function noChecksums(version: string, machine: string, reason: string): UserError {
  return new UserError(
    `There are no checksums of version ${version} of the AWS provider for ${machine}; the version stays as it was.\n${reason.trim()}`,
  );
}

export function noPlans(when: 'before' | 'after', account: string): UserError {
  const then =
    when === 'before'
      ? 'Nothing was changed. Mend that first: without plans from before there is nothing to compare with.'
      : 'The new version and its lock file are in place; `git checkout libs/stack/src/aws-provider.ts .terraform.lock.hcl` goes back.';
  return new UserError(
    `Not every stack of ${account} could be planned ${when} the change; see above. ${then}`,
  );
}
