import { references } from './references';
import { SynthesisedStack } from './synthesised-stack';

/** The data source in which a stack finds what was released of its services. */
const isReleases = (path: unknown) => String(path).startsWith('/releases/');

/**
 * The addresses of the resources that a release reaches: those that have what was recorded in them, directly or through what
 * they refer to. A release changes no other.
 */
export function reachedByReleases(stack: SynthesisedStack): ReadonlySet<string> {
  const referred = references(stack);
  const found = new Set(
    Object.entries<{ path?: unknown }>(stack.json.data?.aws_ssm_parameters_by_path ?? {})
      .filter(([, { path }]) => isReleases(path))
      .map(([id]) => `data.aws_ssm_parameters_by_path.${id}`),
  );
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const [name, others] of referred) if (others.some((each) => found.has(each))) found.add(name);
  }
  return found;
}
