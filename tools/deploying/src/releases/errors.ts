import { UserError } from '@dotkom/stack';

export function noSuchService(
  service: string | undefined,
  stack: string,
  known: readonly string[],
): UserError {
  const services =
    known.length > 0
      ? `With releases of their own it has ${known.join(', ')}.`
      : 'It has none with releases of its own.';
  return new UserError(
    service === undefined
      ? `Say which service of ${stack} the release is of: --service NAME. ${services}`
      : `${stack} has no service '${service}'. ${services}`,
  );
}

export function notADigest(digest: string | undefined): UserError {
  return new UserError(
    `${digest === undefined ? 'No digest was given' : `'${digest}' is not the digest of an image`}. ` +
      `Give it as the push printed it, --digest sha256: and 64 hexadecimal digits, or --rollback for the one before.`,
  );
}

export function noSuchImage(digest: string, repository: string, newest: readonly string[]): UserError {
  return new UserError(
    `There is no image ${digest} in the repository ${repository}. ` +
      (newest.length > 0
        ? `The newest there:\n${newest.map((line) => `  ${line}`).join('\n')}`
        : 'It is empty: push the image first.'),
  );
}

export function manifestNotFound(digest: string, repository: string, found: string | undefined): UserError {
  return new UserError(
    `The image ${digest} of the repository ${repository} could not be marked as released: ECR gave ${found ? `the manifest of ${found} for it` : 'no manifest of it'}. ` +
      'Nothing was recorded. Push it as a manifest or an index of Docker or OCI, which docker build and buildx do.',
  );
}

export function nothingToRollBackTo(service: string, current: string): UserError {
  return new UserError(
    `${service} has no release before ${current || 'its first'}: there is nothing to roll back to.`,
  );
}
