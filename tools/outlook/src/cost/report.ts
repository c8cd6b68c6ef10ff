import { counted } from '@dotkom/stack/conventions';
import { inDollars, priceOf, withTax } from '@dotkom/stack/prices';
import { Bill, costOf, StackBill } from './bill';
import { Cell, columns } from './columns';
import { Line, Part, parts, sumOf } from './line';
import { Share } from './shares';

/** A bill of the same services somewhere else. */
export interface Comparison {
  readonly name: string;
  readonly remark: string;
  readonly bill: Bill;
}

const withoutTax = 'dollars a month, without tax';

/** What some applications cost, for a person to read: a table for each of their stacks, and what they would cost elsewhere. */
export function applicationReport(
  bill: Bill,
  stacks: readonly string[],
  comparisons: readonly Comparison[],
): string {
  const bills = ofStacks(bill, stacks);
  return [
    ...bills.flatMap((each) => [...stackTable(each), '']),
    ...(bills.length > 1 ? [`Together ${inDollars(sumOfBills(bills))} ${withoutTax}.`, ''] : []),
    `Of the bill this is a part: 'own' is what it adds, 'shared' what it takes of what all use.`,
    totalLine(bill),
    '',
    'The same services',
    ...comparisonRows(sumOfBills(bills), comparisons, (other) => sumOfBills(ofStacks(other, stacks))),
    '',
    ...howItIsKnown(bills.flatMap(({ own }) => own)),
  ].join('\n');
}

/** What everything costs, for a person to read: the platform's parts, each application, the total, the budget, and what it would cost elsewhere. */
export function platformReport(
  bill: Bill,
  comparisons: readonly Comparison[],
  budgetDollars: number | undefined,
): string {
  const shared = bill.stacks.filter(({ stack }) => stack.kind !== 'application');
  const applications = bill.stacks.filter(({ stack }) => stack.kind === 'application');
  const lines = shared.flatMap(({ own }) => own);
  return [
    ...columns(
      [
        ['What is shared', '', 'a month'],
        ...partsOf(lines).map((part) => [`  ${part}`, itemsOf(lines, part), sumOf(ofPart(lines, part))]),
        ['  together', '', sumOf(lines)],
      ],
      inDollars,
    ),
    '',
    ...columns(
      [
        ['Who pays it', 'own', 'shared', 'a month'],
        ...applications.map((each) => [
          `  ${each.stack.name}`,
          sumOf(each.own),
          sumOf(each.shares),
          costOf(each),
        ]),
        ...unshared(lines, applications),
        ['  free each month', sumOf(bill.free), undefined, sumOf(bill.free)],
      ],
      inDollars,
    ),
    '',
    totalLine(bill),
    ...budgetLine(bill, budgetDollars),
    '',
    'The same services',
    ...comparisonRows(bill.total, comparisons, ({ total }) => total),
    '',
    ...howItIsKnown(bill.stacks.flatMap(({ own }) => own)),
  ].join('\n');
}

/** The total in two lines: how much, and for what. */
export function shortReport(bill: Bill): string[] {
  const lines = bill.stacks.flatMap(({ own }) => own);
  const largest = partsOf(lines)
    .map((part) => ({ part, dollars: sumOf(ofPart(lines, part)) }))
    .sort((one, other) => other.dollars - one.dollars)
    .slice(0, 4)
    .map(({ part, dollars }) => `${part} ${Math.round(dollars)}`);
  return [
    totalLine(bill),
    `Most of it: ${largest.join(', ')}; ${nodesInWords(bill)} run at rest. What each application costs: npx nx cost platform`,
  ];
}

function howItIsKnown(lines: readonly Line[]): string[] {
  const names = [...new Set(lines.map(({ price }) => price))];
  const estimates = names.filter((name) => priceOf(name).estimate !== undefined);
  return [
    'Use is at the volumes of tools/outlook/src/cost/volumes.ts; each price has its source in libs/stack/src/prices/prices.json.',
    ...(estimates.length > 0 ? [`Estimates among the prices: ${estimates.join(', ')}.`] : []),
  ];
}

/** What nobody takes of, such as a pool that must have a node and has no task. */
function unshared(lines: readonly Line[], applications: readonly StackBill[]): Cell[][] {
  const dollars = sumOf(lines) - sumOf(applications.flatMap(({ shares }) => shares));
  return dollars > 0.005 ? [['  nobody', undefined, dollars, dollars]] : [];
}

function totalLine({ total }: Bill): string {
  return `The bill of everything is ${inDollars(total)} dollars a month, ${inDollars(total * withTax)} with tax.`;
}

function budgetLine({ total }: Bill, budget: number | undefined): string[] {
  if (budget === undefined) return [];
  const share = Math.round((100 * total * withTax) / budget);
  return [`The budget is ${budget} with tax; this is ${share} % of it. It tells at 80 %.`];
}

function nodesInWords({ nodes }: Bill): string {
  const running = nodes.filter(({ count }) => count > 0);
  return running.map(({ instanceType, count }) => `${count} × ${instanceType}`).join(' and ') || 'no nodes';
}

/** `own` and `shared` by part, and by what a share is shared. */
function stackTable({ stack, own, shares }: StackBill): string[] {
  const fixed = sumOf(own.filter(({ kind }) => kind === 'fixed')) + sumOf(shares);
  const all = partsOf([...own, ...shares]);
  return [
    ...columns(
      [
        [stack.name, '', 'own', 'shared', 'a month'],
        ...all.map((part) => {
          const [mine, ours] = [ofPart(own, part), ofPart(shares, part)];
          const why = [itemsOf(own, part), ...ours.map(inShares).filter(unique)].filter(Boolean).join('; ');
          return [`  ${part}`, why, sumOf(mine), sumOf(ours), sumOf(mine) + sumOf(ours)];
        }),
        ['  together', '', sumOf(own), sumOf(shares), sumOf(own) + sumOf(shares)],
      ],
      inDollars,
    ),
    `  ${inDollars(fixed)} of it is there all month, the rest grows with use.`,
  ];

  function inShares({ of, unit, whole }: Share): string {
    const weight = shares
      .filter((each) => each.of === of && each.unit === unit)
      .reduce((sum, each) => sum + each.weight, 0);
    return `${weight} of ${whole} ${unit}`;
  }
}

const unique = <T>(value: T, index: number, all: readonly T[]) => all.indexOf(value) === index;

/** The first things of a part, each with how often it is there, and how many more there are. */
function itemsOf(lines: readonly Line[], part: Part): string {
  const items = ofPart(lines, part).map(({ item }) => item);
  const times = (item: string) => items.filter((each) => each === item).length;
  const shown = [...new Set(items)].slice(0, 2);
  const more = items.length - items.filter((item) => shown.includes(item)).length;
  return [
    ...shown.map((item) => (times(item) > 1 ? `${times(item)} × ${item}` : item)),
    ...(more > 0 ? [counted(more, 'more', 'more')] : []),
  ].join(', ');
}

function comparisonRows(
  costHere: number,
  comparisons: readonly Comparison[],
  costThere: (bill: Bill) => number,
): string[] {
  return columns(
    [
      ['  here', costHere, ''],
      ...comparisons.map(({ name, remark, bill }) => {
        const there = costThere(bill);
        return [`  ${name}`, there, there < costHere ? `LESS THAN HERE: ${remark}` : remark];
      }),
    ],
    inDollars,
  );
}

function ofStacks(bill: Bill, stacks: readonly string[]): StackBill[] {
  return bill.stacks.filter(({ stack }) => stacks.includes(stack.name));
}

function sumOfBills(bills: readonly StackBill[]): number {
  return bills.reduce((sum, each) => sum + costOf(each), 0);
}

function partsOf(of: readonly { readonly part: Part }[]): Part[] {
  return parts.filter((part) => of.some((each) => each.part === part));
}

function ofPart<T extends { readonly part: Part }>(all: readonly T[], part: Part): T[] {
  return all.filter((each) => each.part === part);
}
