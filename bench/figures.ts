/** A table of docs/performance.md. */
export interface Figures {
  title: string;
  /** What is measured, and what stands beside it: whole sentences. */
  how: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  /** What the numbers say, each a sentence with its figure. */
  says: readonly string[];
  curve?: Curve;
}

/** How something grows, drawn beside the table. */
export interface Curve {
  across: string;
  up: string;
  at: readonly number[];
  lines: Readonly<Record<string, readonly number[]>>;
}

/** A measurement, which another one of `npm run bench` does not touch. */
export type Benchmark = () => Promise<Figures>;

export const rounded = (value: number): number =>
  Number(value.toFixed(value >= 100 ? 0 : value >= 1 ? 1 : 2));

/** How many times as much, as people say it. */
export const times = (much: number, little: number): string => `${rounded(much / little)} times`;
