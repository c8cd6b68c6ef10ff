import { references, SynthesisedStack } from '@dotkom/synthesised';

/** A resource that was made or changed, and how long AWS took for it. */
export interface Done {
  readonly address: string;
  readonly constructPath: string;
  readonly seconds: number;
}

/**
 * Of what was done, the resources that had to wait for each other and together took longest, the first one first: less than
 * that no deploy of the same can take, however much goes beside it.
 *
 * @param waits whether what only `depends_on` orders counts. @default true
 */
export function longestChain(
  stack: SynthesisedStack,
  done: readonly Done[],
  { waits = true }: { readonly waits?: boolean } = {},
): readonly Done[] {
  const needed = references(stack, { waits });
  const slowest = new Map<string, Done>();
  for (const each of done) {
    const block = each.address.replace(/\[.*$/, ''); // Instances of one block are made side by side.
    if (each.seconds >= (slowest.get(block)?.seconds ?? 0)) slowest.set(block, each);
  }
  const chains = new Map<string, readonly Done[]>();
  const chainTo = (block: string): readonly Done[] => {
    const known = chains.get(block);
    if (known) return known;
    chains.set(block, []); // Terraform has no circles; what looks like one is a name within a text.
    const before = longest((needed.get(block) ?? []).map(chainTo));
    const own = slowest.get(block);
    const chain = own ? [...before, own] : before;
    chains.set(block, chain);
    return chain;
  };
  return longest([...slowest.keys()].map(chainTo));
}

/** How long a chain took. */
export function secondsOf(chain: readonly Done[]): number {
  return chain.reduce((sum, { seconds }) => sum + seconds, 0);
}

function longest(chains: readonly (readonly Done[])[]): readonly Done[] {
  return chains.reduce((most, each) => (secondsOf(each) > secondsOf(most) ? each : most), []);
}

/** Below this nobody asks what a deploy waited for. */
const worthSaying = 10;

/** What a deploy could not be quicker than, in a line; nothing where that is nothing to speak of. */
export function waitedFor(stack: SynthesisedStack, done: readonly Done[]): string | undefined {
  const chain = longestChain(stack, done);
  const seconds = secondsOf(chain);
  if (seconds < worthSaying) return undefined;
  const links = chain
    .filter((each) => each.seconds > 0)
    .map((each) => `${each.constructPath} (${each.seconds} s)`);
  return `${stack.name}: it cannot take less than ${seconds} s, its longest chain of waits: ${links.join(', then ')}`;
}
