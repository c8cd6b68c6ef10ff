import { inDollars, withTax } from '@dotkom/stack/prices';
import { CostDifference } from './cost-difference';

/** What a change does to the month's cost, in a sentence or two. */
export function costSentence({ before, after, nodes, stacks }: CostDifference): string {
  const difference = after - before;
  if (Math.abs(difference) < 0.005 && nodes.length === 0 && stacks.length === 0)
    return `The month costs what it did: ${inDollars(after)} dollars.`;
  const because = [
    ...nodes.map(({ pool, before: old, after: now }) => `nodes of ${pool} ${old} → ${now}`),
    ...stacks.slice(0, 5).map(({ stack, own }) => `${stack} ${signed(own)} of its own`),
    ...(stacks.length > 5 ? [`${stacks.length - 5} more`] : []),
  ];
  return (
    `The month costs ${signed(difference)} dollars: ${inDollars(before)} → ${inDollars(after)}, ${inDollars(after * withTax)} with tax` +
    `${because.length > 0 ? ` (${because.join('; ')})` : ''}.`
  );
}

function signed(dollars: number): string {
  return dollars > 0 ? `+${inDollars(dollars)}` : inDollars(dollars);
}
