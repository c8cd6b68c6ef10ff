import { Bill, billOf, costOf, Platform, readEstate, sumOf } from '@dotkom/outlook';
import { SynthesisedStack } from '@dotkom/synthesised';
import { Kind, Thing } from './map-data';
import { platformThingId } from './platform-things';

/** Dollars a month, without tax; `undefined` where there is nothing to pay for. */
export interface MonthlyCosts {
  /** Of a service, a database, a gateway, ...: what it has alone, and its share of what it has with others. */
  ofThing(thing: Thing): number | undefined;
  /** Of all that a stack makes and uses: `grades-prod`. */
  ofStack(name: string): number | undefined;
}

/**
 * What everything on the map costs, by the bill of these stacks.
 *
 * @throws UserError where a price is missing.
 */
export function monthlyCosts(stacks: readonly SynthesisedStack[]): MonthlyCosts {
  const bill = billOf(stacks);
  const bills = new Map(bill.stacks.map((each) => [each.stack.name, each]));
  const constructs = constructsOfPlatforms(stacks);
  return {
    ofThing: (thing) => {
      const stack = bills.get(thing.id.split('/')[0] ?? '');
      const dollars = stack && sumOf([...ownLines(thing, stack, constructs), ...sharesOf(thing, stack)]);
      return dollars || undefined;
    },
    ofStack: (name) => {
      const stack = bills.get(name);
      return stack && costOf(stack);
    },
  };
}

type StackBill = Bill['stacks'][number];

function ownLines({ id }: Thing, { own }: StackBill, constructs: ReadonlyMap<string, string>) {
  const construct = constructs.get(id) ?? id;
  return own.filter(({ of }) => `${of}/`.startsWith(`${construct}/`));
}

/** A database has the share of its application, which the server is shared by. */
function sharesOf({ id, kind }: Thing, { shares }: StackBill) {
  return shares.filter(({ taker, part, stack }) =>
    kind === 'database' ? part === 'database' && taker === stack : taker === id,
  );
}

/** The construct of each thing of the platforms, `platform-prod/arm64-nodes`, by its id on the map. */
function constructsOfPlatforms(stacks: readonly SynthesisedStack[]): Map<string, string> {
  return new Map(readEstate(stacks).platforms.flatMap(constructsOf));
}

function constructsOf({ name, gateways, nats, databaseServers, pools }: Platform): [string, string][] {
  const of = (kind: Kind, things: readonly { readonly name: string; readonly construct: string }[]) =>
    things.map((each): [string, string] => [platformThingId(name, kind, each.name), each.construct]);
  return [
    ...of('gateway', gateways),
    ...of('nat', nats),
    ...of('server', databaseServers),
    ...of('pool', pools),
  ];
}
