import { SynthesisedStack } from './synthesised-stack';

/** What a command can be about: one environment in the real account, or all of them on this machine. */
export const configurations = ['staging', 'prod', 'local'] as const;
export type Configuration = (typeof configurations)[number];

/**
 * The stacks of a project that a configuration is about: for an environment the one that is called after it, or the
 * only one of a project that has no environments; locally all.
 */
export function selectStacks(
  stacks: readonly SynthesisedStack[],
  project: string,
  configuration: Configuration,
): SynthesisedStack[] {
  if (configuration === 'local') return [...stacks];
  return stacks.filter(({ name }) => name === project || name === `${project}-${configuration}`);
}
