import { Bill, billOf, costOf, Part, readEstate, sumOf } from '@dotkom/outlook';
import { constructPathsOf, SynthesisedStack } from '@dotkom/synthesised';
import { Kind, Thing } from './map-data';
import { platformThingId } from './platform-things';

/** Dollars a month, without tax; `undefined` where there is nothing to pay for. */
export interface MonthlyCosts {
  /** Of a service, a database, a gateway, ...: what it has alone, and its share of what it has with others. */
  ofThing(thing: Thing): number | undefined;
  /** Of all that a stack makes and uses: `grades-prod`. */
  ofStack(name: string): number | undefined;
}

/** What there is once in a platform, by the part of the bill that it is. */
const partOfKind: Readonly<Partial<Record<Kind, Part>>> = {
  gateway: 'gateway',
  nat: 'way out',
  server: 'database',
};

/**
 * What everything on the map costs, by the bill of these stacks.
 *
 * @throws UserError where a price is missing.
 */
export function monthlyCosts(stacks: readonly SynthesisedStack[]): MonthlyCosts {
  const bill = billOf(stacks);
  const bills = new Map(bill.stacks.map((each) => [each.stack.name, each]));
  const pools = constructsOfPools(stacks);
  return {
    ofThing: (thing) => {
      const stack = bills.get(thing.id.split('/')[0] ?? '');
      const dollars = stack && sumOf([...ownLines(thing, stack, pools), ...sharesOf(thing, stack)]);
      return dollars || undefined;
    },
    ofStack: (name) => {
      const stack = bills.get(name);
      return stack && costOf(stack);
    },
  };
}

type StackBill = Bill['stacks'][number];

function ownLines({ id, kind }: Thing, { own }: StackBill, pools: ReadonlyMap<string, string>) {
  const construct = pools.get(id) ?? id;
  const part = partOfKind[kind];
  return own.filter((line) => (part ? line.part === part : `${line.of}/`.startsWith(`${construct}/`)));
}

/** A database has the share of its application, which the server is shared by. */
function sharesOf({ id, kind }: Thing, { shares }: StackBill) {
  return shares.filter(({ taker, part, stack }) =>
    kind === 'database' ? part === 'database' && taker === stack : taker === id,
  );
}

/** The construct of each pool, `platform-prod/arm64-nodes`, by the pool's id on the map. */
function constructsOfPools(stacks: readonly SynthesisedStack[]): Map<string, string> {
  return new Map(
    readEstate(stacks).platforms.flatMap(({ name, pools }) => {
      const stack = stacks.find((each) => each.name === name);
      const paths = stack && constructPathsOf(stack);
      return pools.map((pool): [string, string] => [
        platformThingId(name, 'pool', pool.name),
        (paths?.get(pool.address) ?? '').split('/').slice(0, 2).join('/'),
      ]);
    }),
  );
}
