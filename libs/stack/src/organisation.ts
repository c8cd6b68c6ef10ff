/**
 * The facts about Dotkom's AWS account that every stack shares. Nothing here is secret and nothing here
 * differs between environments; what differs is said where it differs.
 */
export const organisation = {
  /** The one region everything runs in. CloudFront's certificates are the exception, where AWS insists on us-east-1. */
  region: 'eu-north-1',
  /** The organisation on GitHub that the teams and the repositories belong to. */
  github: 'dotkom',
  /** Where the code of every stack lives; the value of the `Repository` tag. */
  repository: 'dotkom/infra',
  /** The bucket that holds one state per stack. Made by apps/bootstrap. */
  stateBucket: 'dotkom-infra-state',
  /** The managed policy that bounds every role any stack creates. Made by apps/bootstrap. */
  permissionsBoundary: 'dotkom-permissions-boundary',
} as const;

/**
 * What AWS's SDKs need to find any service: those for JavaScript read the first, botocore the second. Every container is told
 * both, whatever its image reads: on nodes that are ours the agent of ECS says neither, or only a recent one does
 * (aws/amazon-ecs-agent#4946), though AWS's guide says that both are there.
 */
export const regionOfSdks = {
  AWS_REGION: organisation.region,
  AWS_DEFAULT_REGION: organisation.region,
} as const;

/** The object in the state bucket that holds one stack's state. One key per stack, so that one plan reaches one stack. */
export function stateKey(stack: string): string {
  return `stacks/${stack}.tfstate`;
}

/** The object beside a stack's state that says what was last deployed of it. */
export function deployedKey(stack: string): string {
  return `stacks/${stack}.deployed.json`;
}
