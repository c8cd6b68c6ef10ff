import { Comparison, Row } from './compare';
import { Kind, kinds, Retired } from './inventory';

const titles: Readonly<Record<Kind, string>> = {
  services: 'Services',
  queues: 'Queues',
  sites: 'Static sites',
  databases: 'Databases',
  records: 'DNS records that lead to no service of ours',
};

/** The command that writes the page, from the root of the workspace. */
export const command = 'npx tsx tools/test-all/src/parity/write.ts';

/** The page docs/parity.md, as Markdown: a table for each kind, and a note for each reason. */
export function page({ tables }: Comparison, retired: readonly Retired[]): string {
  const notes: string[] = [];
  const sections = kinds.map((kind) => [`## ${titles[kind]}`, table(tables[kind], notes)].join('\n\n'));
  return [
    `<!-- Generated: \`${command}\` writes this page, and a test fails when it is not what that would write. -->`,
    '# What was, and what is here',
    [
      'The inventory of October 2025, with what the applications have become since, beside what the applications of this',
      'repository synthesise. One value: nothing differs. `was → is`: it differs, and the note says why. CPU is in units',
      '(1024 are a vCPU), memory in MiB. The inventory is tools/test-all/src/parity/inventory.json.',
    ].join('\n'),
    ...sections,
    '## Retired',
    [
      '| what | retired since | hosts that it had | why it is not here |',
      '| --- | --- | --- | --- |',
      ...retired.map(
        ({ name, since, hosts, because }) =>
          `| ${name} | ${since} | ${hosts.join(', ') || 'unknown'} | ${because} |`,
      ),
    ].join('\n'),
    '## Why it differs',
    notes.map((because, index) => `${index + 1}. ${because}`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function table(rows: readonly Row[], notes: string[]): string {
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const line = (texts: readonly string[]) => `| ${texts.join(' | ')} |`;
  return [
    line(['What', ...columns]),
    line(['---', ...columns.map(() => '---')]),
    ...rows.map(({ here, cells }) => line([here, ...columns.map((column) => cell(cells[column], notes))])),
  ].join('\n');
}

function cell(of: Row['cells'][string] | undefined, notes: string[]): string {
  if (!of) return '';
  const { was, is, reason } = of;
  if (was === is) return escaped(is);
  if (reason && !notes.includes(reason.because)) notes.push(reason.because);
  const note = reason ? ` (${notes.indexOf(reason.because) + 1})` : '';
  return `${escaped(was)} → ${escaped(is)}${note}`;
}

function escaped(text: string): string {
  return text.replaceAll('*', '\\*').replaceAll('|', '\\|');
}
