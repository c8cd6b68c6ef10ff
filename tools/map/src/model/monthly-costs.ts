import { billOf, costOf, Line, Platform, readEstate, Share } from '@dotkom/outlook';
import { SynthesisedStack } from '@dotkom/synthesised';
import { Kind, Thing } from './map-data';
import { platformThingId } from './platform-things';

/** Dollars a month, without tax; none where there is nothing to pay for. */
export interface MonthlyCosts {
  /**
   * Of services, databases, gateways, ... of a stack, by their ids: what each has alone, and its share of what it has with
   * others. What is part of a part, as the bucket of a site, is counted there and not at the whole.
   *
   * @param things all of a stack that are shown.
   */
  ofThings(things: readonly Thing[]): ReadonlyMap<string, number>;
  /** Of all that a stack makes and uses: `grades-prod`. */
  ofStack(name: string): number | undefined;
  /** Of all stacks, less what the account has for nothing: what AWS's bill is. */
  readonly bill?: number;
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
    ofThings: (things) => {
      const costs = new Map<string, number>();
      const add = (thing: Thing | undefined, { dollars }: { readonly dollars: number }) => {
        if (thing) costs.set(thing.id, (costs.get(thing.id) ?? 0) + dollars);
      };
      for (const stack of stacksOf(things)) {
        const { own = [], shares = [] } = bills.get(stack) ?? {};
        for (const line of own) add(thingOfLine(line, things, constructs), line);
        for (const share of shares) add(thingOfShare(share, things), share);
      }
      return costs;
    },
    ofStack: (name) => {
      const stack = bills.get(name);
      return stack && costOf(stack);
    },
    bill: bill.total,
  };
}

function stacksOf(things: readonly Thing[]): ReadonlySet<string> {
  return new Set(things.map(({ id }) => id.split('/')[0] ?? ''));
}

/** Of the constructs that a line comes from, the innermost that is shown. */
function thingOfLine(
  { of }: Line,
  things: readonly Thing[],
  constructs: ReadonlyMap<string, string>,
): Thing | undefined {
  const construct = ({ id }: Thing) => constructs.get(id) ?? id;
  return things
    .filter((thing) => `${of}/`.startsWith(`${construct(thing)}/`))
    .reduce<Thing | undefined>(
      (inner, thing) => (inner && construct(inner).length > construct(thing).length ? inner : thing),
      undefined,
    );
}

/** A database has the share of its application, which the server is shared by. */
function thingOfShare({ taker, part, stack }: Share, things: readonly Thing[]): Thing | undefined {
  const ofDatabase = part === 'database' && taker === stack;
  return things.find(({ id, kind }) => (ofDatabase ? kind === 'database' : id === taker));
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
