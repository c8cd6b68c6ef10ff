import { UserError } from '@dotkom/stack/conventions';

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

/** An image named by a tag. */
export function tagThatMoves(tag: string, repository: string): UserError {
  return new UserError(
    `'${tag}' is a tag, and a tag can mean another image tomorrow: a release is a digest. ${whatTheWorkflowPushes(repository)}`,
  );
}

/** A warning: the image itself can run. */
export function secondPushFails(tag: string, repository: string): string {
  return (
    `warning: this image is tagged '${tag}'. Tags of ${repository} never move, so the next push of '${tag}' will be refused. ` +
    whatTheWorkflowPushes(repository)
  );
}

/** What ECS rolled nothing back of: it has no health check at the gateway, and began to run the image before the service failed. A message. */
export function broughtBackByNextDeploy(
  parts: readonly { readonly name: string }[],
  project: string,
  configuration: string,
): string {
  const names = parts.map(({ name }) => name).join(', ');
  return `What runs its image as well (${names}) may run the one that failed until the next deploy: npx nx deploy ${project} -c ${configuration}`;
}

function whatTheWorkflowPushes(repository: string): string {
  const [application = '', environment = '', service = ''] = repository.split('/');
  return `Have the application's workflow push a tag of its own in each run, and release the digest that the push gives:

  jobs:
    build:
      outputs:
        digest: \${{ steps.push.outputs.digest }}
      steps:
        - id: push
          uses: docker/build-push-action@<commit>
          with:
            push: true
            platforms: linux/arm64
            tags: \${{ steps.login.outputs.registry }}/${repository}:git-\${{ github.sha }}-\${{ github.run_id }}-\${{ github.run_attempt }}
    release:
      needs: build
      uses: dotkom/infra/.github/workflows/release.yml@main
      with: { application: ${application}, environment: ${environment}, service: ${service}, digest: '\${{ needs.build.outputs.digest }}', account: '\${{ vars.AWS_ACCOUNT_ID }}' }`;
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

export function imageIsLocal(image: string): UserError {
  return new UserError(
    `'${image}' is an image of this machine, which nodes in AWS cannot pull. Push it to the service's repository and give ` +
      `the digest that the push prints: --digest sha256:... A tag, such as 'latest', may mean another image tomorrow. On the ` +
      `AWS of this machine (-c local) --image does it.`,
  );
}

/** Not a refusal: what was built on this machine can only be tried on it. */
export function ofAnotherArchitecture(image: string, architecture: string, wanted: string): string {
  return (
    `Note: ${image} is for linux/${architecture}, and runs on this machine; the service's nodes are linux/${wanted}. ` +
    `Before it is pushed, build it with --platform linux/${wanted}.`
  );
}
