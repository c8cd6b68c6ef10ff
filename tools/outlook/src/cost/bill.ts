import { priceOf } from '@dotkom/stack/prices';
import { SynthesisedStack } from '@dotkom/synthesised';
import { applicationsOn, Estate, readEstate } from '../estate/estate';
import { EstateStack } from '../estate/estate-stack';
import { Platform } from '../estate/platform';
import { Alternative, here } from './alternative';
import { Line, line, sumOf } from './line';
import { PoolAtRest, poolsAtRest } from './node-counts';
import { resourceLines } from './resource-lines';
import { equalShares, platformShares, Share } from './shares';
import { statedVolumes, Volumes, volumesIn } from './volumes';

/** What one stack costs in a month: its own resources, and its shares of what others have for it. */
export interface StackBill {
  readonly stack: EstateStack;
  readonly own: readonly Line[];
  /** None of a stack that is shared itself. */
  readonly shares: readonly Share[];
}

/** A month of everything, in dollars without tax. */
export interface Bill {
  readonly stacks: readonly StackBill[];
  /** What the account has for nothing each month, below zero: it belongs to no stack. */
  readonly free: readonly Line[];
  /** The nodes that run at rest. */
  readonly nodes: readonly { readonly pool: string; readonly instanceType: string; readonly count: number }[];
  readonly total: number;
}

export interface BillOptions {
  /** How much is used by an application in prod. @default volumes.ts */
  readonly volumes?: Volumes;
  /** What runs it instead. @default this platform */
  readonly instead?: Alternative;
}

/**
 * What a month of these stacks costs: those of every project, or shares have nobody to be shared by.
 *
 * @throws UserError where a resource or a price is missing.
 * @example
 * const bill = billOf(stacks);
 * bill.stacks.find(({ stack }) => stack.name === 'grades-prod');
 */
export function billOf(
  stacks: readonly SynthesisedStack[],
  { volumes = statedVolumes, instead = here }: BillOptions = {},
): Bill {
  const estate = readEstate(stacks);
  const pools = new Map(
    estate.platforms.map((platform) => [platform.name, poolsOf(platform, stacks, estate)]),
  );
  const own = new Map(stacks.map((stack) => [stack.name, ownLines(stack, estate, pools, volumes, instead)]));
  const shares = allShares(estate, pools, own);
  const byName = [...estate.stacks].sort((one, other) => (one.name < other.name ? -1 : 1));
  const bills = byName.map((stack): StackBill => ({
    stack,
    own: own.get(stack.name) ?? [],
    shares: shares.filter((share) => share.stack === stack.name),
  }));
  const free = freeLines(bills.flatMap((each) => each.own));
  return {
    stacks: bills,
    free,
    nodes: [...pools.values()].flat().map(({ pool: { name, instanceType }, count }) => ({
      pool: name,
      instanceType,
      count,
    })),
    total: sumOf([...bills.flatMap((each) => each.own), ...free]),
  };
}

/** What a stack costs with its shares. */
export function costOf({ own, shares }: StackBill): number {
  return sumOf(own) + sumOf(shares);
}

function poolsOf(platform: Platform, stacks: readonly SynthesisedStack[], estate: Estate): PoolAtRest[] {
  const stack = stacks.find(({ name }) => name === platform.name);
  const workloads = applicationsOn(estate, platform.instance).flatMap((application) => application.workloads);
  return stack ? poolsAtRest(stack, platform.pools, workloads) : [];
}

function ownLines(
  stack: SynthesisedStack,
  estate: Estate,
  pools: ReadonlyMap<string, readonly PoolAtRest[]>,
  volumes: Volumes,
  instead: Alternative,
): Line[] {
  const platform = estate.platforms.find(({ name }) => name === stack.name);
  const application = estate.applications.find(({ name }) => name === stack.name);
  const atRest = pools.get(stack.name) ?? [];
  const lines = resourceLines({
    stack,
    volumes: volumesIn(application?.environment ?? 'prod', volumes),
    workloads: application?.workloads ?? [],
    nodes: new Map(atRest.map(({ group, count }) => [group.address, count])),
  });
  if (platform) {
    const tasks = applicationsOn(estate, platform.instance)
      .flatMap(({ workloads }) => workloads)
      .reduce((sum, { count }) => sum + count.atRest, 0);
    return instead.platform(lines, platform, { tasks, volumes });
  }
  return application ? instead.application(lines, application) : lines;
}

function allShares(
  estate: Estate,
  pools: ReadonlyMap<string, readonly PoolAtRest[]>,
  own: ReadonlyMap<string, readonly Line[]>,
): Share[] {
  const ofPlatforms = estate.platforms.flatMap((platform) =>
    platformShares(
      own.get(platform.name) ?? [],
      pools.get(platform.name) ?? [],
      applicationsOn(estate, platform.instance),
    ),
  );
  const ofAll = estate.stacks
    .filter(({ kind }) => kind === 'bootstrap')
    .flatMap(({ name }) => equalShares(name, own.get(name) ?? [], estate.applications));
  return [...ofPlatforms, ...ofAll];
}

/** What of all this the account has for nothing. */
function freeLines(lines: readonly Line[]): Line[] {
  return [...new Set(lines.map(({ price }) => price))].flatMap((price) => {
    const { freeEachMonth, per } = priceOf(price);
    if (freeEachMonth === undefined) return [];
    const of = lines.filter((each) => each.price === price);
    const [first] = of;
    const units = Math.min(
      freeEachMonth,
      of.reduce((sum, each) => sum + each.units, 0),
    );
    return first && units > 0
      ? [line('use', first.part, 'the account', `${freeEachMonth} free (${per})`, price, -units)]
      : [];
  });
}
