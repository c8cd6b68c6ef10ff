/** A table of Markdown. @param rows made with {@link row}. */
export function table(head: readonly string[], rows: readonly string[]): string {
  return [row(...head), row(...head.map(() => '---')), ...rows].join('\n');
}

/** A line of a table. */
export function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A text that cannot end its cell. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
