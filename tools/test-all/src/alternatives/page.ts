import { withPicture } from '@dotkom/nx-infra';
import { alternatives, billOf } from '@dotkom/outlook';
import { SynthesisedStack } from '@dotkom/synthesised';

/** The page that says what was turned down, and by what its figures are written. */
export const alternativesPage = 'docs/decisions/alternatives.md';
export const command = 'npx tsx tools/test-all/src/alternatives/write.ts';

/** The page with what a month of these stacks costs here and elsewhere, in its place. */
export function withFigures(page: string, stacks: readonly SynthesisedStack[]): string {
  return withPicture(page, 'figures', figures(stacks), command);
}

/** In whole dollars: what is known of use is no better than that. */
function figures(stacks: readonly SynthesisedStack[]): string {
  const here = Math.round(billOf(stacks).total);
  const rows = alternatives.map((instead) => {
    const there = Math.round(billOf(stacks, { instead }).total);
    return [instead.name, there, inWords(there - here)];
  });
  const lines = [
    ['the same services', 'dollars a month, without tax', 'against here'],
    ['here', here, ''],
    ...rows,
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => String(line[column]).length)));
  const aligned = (line: readonly unknown[]) =>
    `| ${line.map((cell, column) => String(cell).padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...others] = lines;
  return [
    aligned(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...others.map(aligned),
  ].join('\n');
}

function inWords(difference: number): string {
  return difference === 0 ? 'the same' : `${Math.abs(difference)} ${difference > 0 ? 'more' : 'less'}`;
}
