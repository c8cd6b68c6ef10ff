import { UserError } from '@dotkom/stack/conventions';

export function noPackerToBuildWith(needed: string, version: string | undefined): UserError {
  return new UserError(
    `Building the node image takes Packer ${needed} or newer; here is ${version === undefined ? 'none' : `Packer ${version}`}. ` +
      'Install one from HashiCorp; the one that Debian ships can only validate. ' +
      'Or let the workflow "Node image" build: docs/runbooks/node-image.md.',
  );
}

export function noSessionManagerPlugin(): UserError {
  return new UserError(
    'Packer reaches its temporary instance through Session Manager, and session-manager-plugin is not installed. ' +
      'Install the Session Manager plugin of the AWS CLI.',
  );
}

export function commitUnknown(said: string): UserError {
  return new UserError(`The image's tags name the commit it is built from, but git failed: ${said}`);
}
