import { Bill, costOf } from './bill';
import { sumOf } from './line';

/** What single things cost in a month, by how a picture calls them. */
export interface MonthlyCosts {
  /** Of something that a construct makes, by stack and construct: `grades-prod/backend`. With its shares where it has some. */
  ofThing(id: string): number | undefined;
  /** Of a stack with its shares: `grades-prod`. */
  ofStack(name: string): number | undefined;
}

/** What single things of a bill cost. */
export function monthlyCosts({ stacks }: Bill): MonthlyCosts {
  return {
    ofThing(id) {
      const own = stacks.flatMap((each) => each.own).filter(({ of }) => of === id || of.startsWith(`${id}/`));
      const shares = stacks.flatMap((each) => each.shares).filter(({ taker }) => taker === id);
      return own.length + shares.length > 0 ? sumOf(own) + sumOf(shares) : undefined;
    },
    ofStack(name) {
      const found = stacks.find(({ stack }) => stack.name === name);
      return found && costOf(found);
    },
  };
}
