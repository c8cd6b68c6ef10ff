import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGaps } from './gaps/index';

describe('README.md', () => {
  it('lists the gaps that are filled, all of them and no others, in their order', () => {
    const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8');
    const section = /## The gaps that are filled([\s\S]*?)###/.exec(readme)?.[1] ?? '';
    const listed = [...section.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, name]) => name);
    expect(listed).toEqual(createGaps().map(({ name }) => name));
  });
});
