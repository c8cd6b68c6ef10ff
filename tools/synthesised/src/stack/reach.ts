import { SynthesisedStack } from './synthesised-stack';

/** The data source in which a stack finds what was released of its services. */
const isReleases = (path: unknown) => String(path).startsWith('/releases/');

/**
 * The addresses of the resources that a release reaches: those that have what was recorded in them, directly or through what
 * they refer to. A release changes no other.
 */
export function reachedByReleases(stack: SynthesisedStack): ReadonlySet<string> {
  const blocks = blocksOf(stack);
  const references = new Map([...blocks].map(([name, block]) => [name, referencesIn(block, blocks)]));
  const found = new Set(
    Object.entries<{ path?: unknown }>(stack.json.data?.aws_ssm_parameters_by_path ?? {})
      .filter(([, { path }]) => isReleases(path))
      .map(([id]) => `data.aws_ssm_parameters_by_path.${id}`),
  );
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const [name, referred] of references) if (referred.some((each) => found.has(each))) found.add(name);
  }
  return found;
}

/** Everything that expressions can refer to, by how they call it. */
function blocksOf({ json }: SynthesisedStack): Map<string, unknown> {
  const named = (prefix: string, blocks: Record<string, Record<string, unknown>> = {}) =>
    Object.entries(blocks).flatMap(([type, ofType]) =>
      Object.entries(ofType).map(([id, block]): [string, unknown] => [`${prefix}${type}.${id}`, block]),
    );
  return new Map([
    ...named('', json.resource),
    ...named('data.', json.data),
    ...named('', { local: json.locals ?? {} }),
  ]);
}

function referencesIn(block: unknown, blocks: ReadonlyMap<string, unknown>): string[] {
  // What it only waits for, and where it is in the code, is no value of it.
  const text = JSON.stringify(block, (key, value) =>
    ['//', 'depends_on'].includes(key) ? undefined : value,
  );
  return (text.match(/(data\.)?\w+\.[\w-]+/g) ?? []).filter((name) => blocks.has(name));
}
