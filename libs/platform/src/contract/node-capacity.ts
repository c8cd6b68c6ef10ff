import { Architecture } from './architecture';

/** What nodes are: 2 vCPUs and 2 GiB of memory each. */
export const nodeInstanceTypes = { arm64: 't4g.small', amd64: 't3.small' } as const satisfies Record<
  Architecture,
  string
>;

/** What the agent leaves free on a node for the system, itself and Docker: its setting `ECS_RESERVED_MEMORY`. */
export const reservedMebibytes = 200;

/**
 * What Linux sees of 2 GiB, at least: the kernel keeps a part, more on arm64 than on amd64, and the agent offers no more than
 * Linux sees. 12 % are taken off, more than either takes (Karpenter, with the same question, takes off 7.5 %). The exact
 * number is `registeredResources` of `aws ecs describe-container-instances`; this one must not be above it.
 */
const visibleShare = 1800 / 2048;

/** What a node of so much memory registers with ECS: what Linux sees of it, without what the agent leaves free. */
export function agentOffers(memoryMebibytes: number, reserved: number): number {
  return Math.floor(memoryMebibytes * visibleShare) - reserved;
}

/** The largest task that fits on an empty node, in ECS's units. */
export const nodeCapacity = {
  cpuUnits: 2 * 1024,
  memoryMebibytes: agentOffers(2048, reservedMebibytes),
} as const;
