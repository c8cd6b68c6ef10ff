import { inDollars, withTax } from '@dotkom/stack/prices';
import { CostDifference, leastDollars } from './cost-difference';

/** Of more stacks, nobody reads on. */
const mostNamed = 5;

/** What a change does to the month's cost, in a sentence or two. */
export function costSentence({ before, after, nodes, stacks }: CostDifference): string {
  const reasons = [
    ...nodes.map(({ pool, before: old, after: now }) => `nodes of ${pool} ${old} → ${now}`),
    ...stacks.slice(0, mostNamed).map(({ stack, own }) => `${stack} ${signed(own)}`),
    ...(stacks.length > mostNamed ? [`${stacks.length - mostNamed} more`] : []),
  ];
  const because = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
  const difference = after - before;
  if (Math.abs(difference) < leastDollars)
    return `The month costs what it did, ${inDollars(after)} dollars${because}.`;
  return `The month costs ${signed(difference)} dollars: ${inDollars(before)} → ${inDollars(after)}, ${inDollars(after * withTax)} with tax${because}.`;
}

function signed(dollars: number): string {
  return dollars > 0 ? `+${inDollars(dollars)}` : inDollars(dollars);
}

/** What a change does to one stack's cost, in a few words; nothing where it does nothing. */
export function stackCostSentence(stack: string, { stacks }: CostDifference): string | undefined {
  const found = stacks.find((each) => each.stack === stack);
  return (
    found && `${signed(found.own)} dollars a month of its own, ${signed(found.withShares)} with its shares`
  );
}
