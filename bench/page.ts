import { Curve, Figures } from './figures';

/** Figures, and where they come from. */
export interface Result extends Figures {
  machine: string;
  commit: string;
  day: string;
}

/** docs/performance.md: every table with its curve, what it says, and on which machine it was measured. */
export function performancePage(results: readonly Result[]): string {
  return [
    '# What it takes',
    '',
    'Measured by `npm run bench`, which also writes this page; `npm run bench -- synth` measures one section again. Times are those of',
    'the machine that is named, with nothing else running as far as could be had: the ratios are what can be compared.',
    ...results.flatMap(section),
    '',
  ].join('\n');
}

function section({ title, how, columns, rows, says, curve, machine, commit, day }: Result): string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    ...['', `## ${title}`, '', how, ''],
    ...[
      line(columns),
      line(columns.map((_, index) => (index === 0 ? '---' : '---:'))),
      ...rows.map(line),
      '',
    ],
    ...says.map((sentence) => `- ${sentence}`),
    ...(curve ? ['', ...chart(title, curve)] : []),
    ...['', `${machine}; ${commit}, ${day}.`],
  ];
}

function chart(title: string, { across, up, at, lines }: Curve): string[] {
  return [
    ...['```mermaid', 'xychart-beta', `  title "${title}: ${Object.keys(lines).join(', ')}"`],
    ...[`  x-axis "${across}" [${at.join(', ')}]`, `  y-axis "${up}"`],
    ...[...Object.values(lines).map((values) => `  line [${values.join(', ')}]`), '```'],
  ];
}
