/** A cell of a table: a text, which stands left, or dollars, which stand right. */
export type Cell = string | number | undefined;

/** Rows in columns as wide as their widest cell; numbers are dollars. The first row is the heading. */
export function columns(rows: readonly (readonly Cell[])[], asText: (dollars: number) => string): string[] {
  const texts = rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' ? asText(cell) : (cell ?? ''))),
  );
  const width = (column: number) => Math.max(...texts.map((row) => (row[column] ?? '').length));
  const isOfDollars = (column: number) => rows.some((row) => typeof row[column] === 'number');
  return texts.map((row) =>
    row
      .map((text, column) =>
        isOfDollars(column) ? text.padStart(width(column)) : text.padEnd(width(column)),
      )
      .join('  ')
      .trimEnd(),
  );
}
