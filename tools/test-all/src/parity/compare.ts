import { Kind, kinds, Thing, Things } from './inventory';
import { existence, Reason } from './reasons';

/** One cell of a table: what was, what is, and why it differs if it does. */
export interface Cell {
  readonly was: string;
  readonly is: string;
  readonly reason?: Reason;
}

export interface Row {
  readonly here: string;
  readonly environment: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Comparison {
  readonly tables: Readonly<Record<Kind, readonly Row[]>>;
  /** Differences that nobody gave a reason for, and reasons for what does not differ; each a sentence. */
  readonly complaints: readonly string[];
}

const absent = 'not there';

/** Sets what the inventory has against what is here, thing by thing and column by column. */
export function compare(before: Things, now: Things, reasons: readonly Reason[]): Comparison {
  const used = new Set<Reason>();
  const complaints: string[] = [];
  const cellOf = (
    kind: Kind,
    { here, environment }: Thing,
    column: string,
    was: string,
    is: string,
  ): Cell => {
    if (was === is) return { was, is };
    const reason = reasons.find(
      (each) =>
        each.kind === kind &&
        each.column === column &&
        (each.here ?? here) === here &&
        (each.environment ?? environment) === environment &&
        each.was.test(was) &&
        each.is.test(is),
    );
    if (reason) used.add(reason);
    else
      complaints.push(
        `${here} in ${environment}, ${column}: '${was}' in the inventory, '${is}' here, and no reason.`,
      );
    return { was, is, reason };
  };
  const rowOf = (kind: Kind, was?: Thing, is?: Thing): Row => {
    const thing = (is ?? was)!;
    const { here, environment } = thing;
    const there = cellOf(kind, thing, existence, was ? environment : absent, is ? environment : absent);
    const columns = [...new Set([...Object.keys(was?.cells ?? {}), ...Object.keys(is?.cells ?? {})])];
    const cells = columns.map((column): [string, Cell] => {
      if (!was || !is) return [column, { was: thing.cells[column]!, is: thing.cells[column]! }];
      return [column, cellOf(kind, thing, column, was.cells[column] ?? absent, is.cells[column] ?? absent)];
    });
    return { here, environment, cells: { [existence]: there, ...Object.fromEntries(cells) } };
  };
  const tables = Object.fromEntries(
    kinds.map((kind) => [kind, pairs(before[kind], now[kind]).map(([was, is]) => rowOf(kind, was, is))]),
  ) as Record<Kind, Row[]>;
  const idle = reasons.filter((reason) => !used.has(reason));
  return {
    tables,
    complaints: [
      ...complaints,
      ...idle.map(({ kind, column, because }) => `A reason is out of date (${kind}, ${column}): ${because}`),
    ],
  };
}

/** What is here with what it was, and what is here no more; by name. */
function pairs(before: readonly Thing[], now: readonly Thing[]): [was?: Thing, is?: Thing][] {
  const same = (one: Thing) => (other: Thing) =>
    one.here === other.here && one.environment === other.environment;
  const gone = before.filter((was) => !now.some(same(was)));
  return [
    ...now.map((is): [Thing?, Thing?] => [before.find(same(is)), is]),
    ...gone.map((was): [Thing?, Thing?] => [was, undefined]),
  ].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function nameOf([was, is]: [was?: Thing, is?: Thing]): string {
  const { here, environment } = (is ?? was)!;
  return `${here} ${environment}`;
}
