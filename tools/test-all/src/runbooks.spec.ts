import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runbooks, runbookUrl } from '@dotkom/stack/conventions';

const folder = join(__dirname, '..', '..', '..', 'docs', 'runbooks');
const index = readFileSync(join(folder, 'README.md'), 'utf8');
const pages = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');

describe('the runbooks', () => {
  it.each(runbooks)('%s is a page, where alarms say it is', (runbook) => {
    const path = new URL(runbookUrl(runbook)).pathname.replace('/dotkom/infra/blob/main/docs/runbooks/', '');
    expect(existsSync(join(folder, path))).toBe(true);
  });

  it.each(pages)('%s is in the index, or nobody finds it', (page) => {
    expect(index).toContain(`](${page})`);
  });

  it('are all there are in the index', () => {
    const listed = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page]) => page);
    expect([...new Set(listed)].sort()).toEqual([...pages].sort());
  });
});
