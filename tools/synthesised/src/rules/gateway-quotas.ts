import { Resource, SynthesisedStack } from '../stack/synthesised-stack';
import { quotaExceeded, quotaNearlyExceeded } from './errors';
import { onGateways } from './gateways';

/**
 * What one load balancer takes, and what to do when it is not enough.
 * Source: docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
const quotas = {
  rules: {
    most: 100,
    counts: countedBy('aws_lb_listener_rule', itself),
    remedy: "Have AWS raise the account's quota 'Rules per Application Load Balancer', and the number here",
  },
  'target groups': {
    most: 100,
    counts: countedBy('aws_lb_listener_rule', targetGroupsOf),
    remedy: 'AWS does not raise it: move applications to another instance of the platform',
  },
  'certificates besides the default one': {
    most: 25,
    counts: countedBy('aws_lb_listener_certificate', itself),
    remedy:
      "Let several hosts share a certificate, or have AWS raise the account's quota 'Certificates per Application Load Balancer', and the number here",
  },
} as const;

/** From which part of a quota on it is said. */
const nearly = 0.8;

export interface Use {
  readonly gateway: string;
  readonly what: keyof typeof quotas;
  readonly count: number;
  readonly most: number;
  readonly remedy: string;
}

/** The quotas of gateways that the applications of the workspace would together exceed, each as a message. */
export function quotasExceeded(stacks: readonly SynthesisedStack[]): string[] {
  return usesOf(stacks)
    .filter(({ count, most }) => count > most)
    .map(quotaExceeded);
}

/** The quotas of gateways that are used from 80 % on and not yet exceeded, each as a message. */
export function quotasNearlyExceeded(stacks: readonly SynthesisedStack[]): string[] {
  return usesOf(stacks)
    .filter(({ count, most }) => count >= most * nearly && count <= most)
    .map(quotaNearlyExceeded);
}

function usesOf(stacks: readonly SynthesisedStack[]): Use[] {
  return Object.entries(quotas).flatMap(([what, { counts, most, remedy }]) =>
    [...counts(stacks)].map(([gateway, count]) => ({
      gateway,
      what: what as Use['what'],
      count,
      most,
      remedy,
    })),
  );
}

/** How many different things the resources of a type take of each gateway. */
function countedBy(type: string, thingsOf: (resource: Resource) => readonly string[]) {
  return (stacks: readonly SynthesisedStack[]): Map<string, number> => {
    const things = new Map<string, Set<string>>();
    for (const { gateway, stack, resource } of onGateways(stacks, type)) {
      const known = things.get(gateway) ?? new Set();
      for (const thing of thingsOf(resource)) known.add(`${stack.name} ${thing}`);
      things.set(gateway, known);
    }
    return new Map([...things].map(([gateway, { size }]) => [gateway, size]));
  };
}

function itself({ address }: Resource): string[] {
  return [address];
}

function targetGroupsOf({ config }: Resource): string[] {
  return config.action.flatMap(({ target_group_arn, forward }: any) => [
    ...(target_group_arn ? [target_group_arn] : []),
    ...(forward?.target_group ?? []).map(({ arn }: any) => arn),
  ]);
}
