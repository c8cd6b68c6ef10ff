import { Readiness, Row } from './row';

const signs: Readonly<Record<Readiness, string>> = {
  ready: 'ready',
  'not ready': 'NOT READY',
  'not known': 'not known',
};

/** Rows as a table, with what is to do below what is not ready, and how many there are of each. */
export function table(rows: readonly Row[]): string[] {
  const widest = Math.max(...rows.map(({ what }) => what.length));
  const lines = rows.flatMap(({ what, readiness, found, todo }) => [
    `${signs[readiness].padEnd(9)}  ${what.padEnd(widest)}  ${found}`,
    ...(todo ? [`${' '.repeat(9)}  ${' '.repeat(widest)}  → ${todo}`] : []),
  ]);
  return [...lines, '', summary(rows)];
}

function summary(rows: readonly Row[]): string {
  const many = (readiness: Readiness) => rows.filter((row) => row.readiness === readiness).length;
  return `${many('ready')} ready, ${many('not ready')} not ready, ${many('not known')} not known.`;
}
