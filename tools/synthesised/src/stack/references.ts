import { SynthesisedStack } from './synthesised-stack';

/**
 * What each resource, data source and local of a stack refers to, by addresses as expressions have them:
 * `aws_lb.gateway`, `data.aws_vpc.platform`, `local.names`.
 *
 * @param waits also what it only waits for, by `depends_on`. @default false
 */
export function references(
  stack: SynthesisedStack,
  { waits = false }: { readonly waits?: boolean } = {},
): ReadonlyMap<string, readonly string[]> {
  const blocks = blocksOf(stack);
  const isLeftOut = (key: string) => key === '//' || (key === 'depends_on' && !waits);
  const referred = (block: unknown) => {
    const text = JSON.stringify(block, (key, value: unknown) => (isLeftOut(key) ? undefined : value));
    return (text.match(/(data\.)?\w+\.[\w-]+/g) ?? []).filter((name) => blocks.has(name));
  };
  return new Map([...blocks].map(([name, block]) => [name, referred(block)]));
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
