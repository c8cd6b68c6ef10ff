import { UserError } from '@dotkom/stack/conventions';

export function notAnOption(word: string): UserError {
  return new UserError(
    `'${word}' is not an option of retention. It knows --apply, --keep=NUMBER (at least 2, so that the image before ` +
      'the newest is always there) and --region=REGION.',
  );
}

export function notANodeImage(
  id: string | undefined,
  architecture: string | undefined,
  made: string | undefined,
): UserError {
  return new UserError(
    `The image ${id ?? 'without an id'} has the architecture '${architecture}' and was made at '${made}'. ` +
      'Node images are x86_64 or arm64. Nothing was removed; take the tag off an image that is not a node image.',
  );
}

export function snapshotsLeft(image: string, left: string): UserError {
  return new UserError(
    `${image} is deregistered, but these snapshots of it are left and cost money: ${left}. Delete them by hand.`,
  );
}

export function awsRefused(region: string, reason: string): UserError {
  return new UserError(`AWS did not answer in ${region}: ${reason}`);
}
