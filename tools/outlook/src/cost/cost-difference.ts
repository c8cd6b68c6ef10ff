import { Bill, costOf, StackBill } from './bill';
import { sumOf } from './line';

/** What a change does to a stack's own cost and to its whole, in dollars a month. */
export interface StackCostDifference {
  readonly stack: string;
  readonly own: number;
  readonly withShares: number;
}

/** What a change does to the month. */
export interface CostDifference {
  readonly before: number;
  readonly after: number;
  /** Pools that have another number of nodes at rest. */
  readonly nodes: readonly { readonly pool: string; readonly before: number; readonly after: number }[];
  /** Stacks that cost another amount themselves, the most first. */
  readonly stacks: readonly StackCostDifference[];
  /** What the account has for nothing each month, below 0 where it is more: with `own` of all stacks it is the difference of the month. */
  readonly free: number;
}

/** Below this nobody pays anything. */
export const leastDollars = 0.005;

export function costDifference(before: Bill, after: Bill): CostDifference {
  const names = [...new Set([...before.stacks, ...after.stacks].map(({ stack }) => stack.name))];
  const pools = [...new Set([...before.nodes, ...after.nodes].map(({ pool }) => pool))];
  const nodesOf = (bill: Bill, pool: string) => bill.nodes.find((each) => each.pool === pool)?.count ?? 0;
  return {
    before: before.total,
    after: after.total,
    free: sumOf(after.free) - sumOf(before.free),
    nodes: pools
      .map((pool) => ({ pool, before: nodesOf(before, pool), after: nodesOf(after, pool) }))
      .filter((each) => each.before !== each.after),
    stacks: names
      .map((stack) => {
        const [old, now] = [stackOf(before, stack), stackOf(after, stack)];
        return {
          stack,
          own: ownOf(now) - ownOf(old),
          withShares: (now ? costOf(now) : 0) - (old ? costOf(old) : 0),
        };
      })
      .filter(({ own }) => Math.abs(own) >= leastDollars)
      .sort((one, other) => Math.abs(other.own) - Math.abs(one.own)),
  };
}

function stackOf(bill: Bill, name: string): StackBill | undefined {
  return bill.stacks.find(({ stack }) => stack.name === name);
}

function ownOf(bill: StackBill | undefined): number {
  return bill ? sumOf(bill.own) : 0;
}
