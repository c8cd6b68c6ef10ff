import { inDollars, withTax } from '@dotkom/stack/prices';
import { CostDifference, leastDollars } from './cost-difference';

/** Of more stacks, nobody reads on. */
const mostNamed = 5;

/** What a change does to the bill of all stacks, and of what that is the sum, in a sentence. */
export function costSentence({ before, after, nodes, stacks, free }: CostDifference): string {
  const reasons = [
    ...nodes.map(({ pool, before: old, after: now }) => `nodes of ${pool} ${old} → ${now}`),
    ...stacks.slice(0, mostNamed).map(({ stack, own }) => `${stack} ${signed(own)}`),
    ...(stacks.length > mostNamed ? [`${stacks.length - mostNamed} more`] : []),
    ...(Math.abs(free) >= leastDollars ? [`free each month ${signed(free)}`] : []),
  ];
  const because = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
  const difference = after - before;
  if (Math.abs(difference) < leastDollars)
    return `The bill of everything stays what it was, ${inDollars(after)} dollars a month${because}.`;
  return `The bill of everything changes by ${signed(difference)} dollars a month: ${inDollars(before)} → ${inDollars(after)}, ${inDollars(after * withTax)} with tax${because}.`;
}

function signed(dollars: number): string {
  return dollars > 0 ? `+${inDollars(dollars)}` : inDollars(dollars);
}

/** What a change does to one stack's cost, in a few words; nothing where it does nothing. */
export function stackCostSentence(stack: string, { stacks }: CostDifference): string | undefined {
  const found = stacks.find((each) => each.stack === stack);
  return (
    found &&
    `${signed(found.own)} dollars a month of its own, ${signed(found.withShares)} with its shares of what all use`
  );
}
