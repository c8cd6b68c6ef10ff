import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { deadLinks, unreachable } from './markdown/links';
import { readPage } from './markdown/page';
import { everyPage } from './markdown/pages';

const root = join(__dirname, '../../..');
const pages = everyPage(root);

describe('every page of the repository', () => {
  it('is found, so that the following says something', () => expect(pages.length).toBeGreaterThan(100));
  it('has links that lead somewhere, to headings too', () => expect(deadLinks(root, pages)).toEqual([]));
  it('is reached from the README', () => expect(unreachable(root, pages, 'README.md')).toEqual([]));
});

describe('the name of a heading', () => {
  // As github-slugger, which is what GitHub does, gives them.
  it.each([
    ['What `it` is: 50 % of it', 'what-it-is-50--of-it'],
    ['`release.yml`, and _why_', 'releaseyml-and-why'],
    ['Å være, 2 ganger', 'å-være-2-ganger'],
  ])('%s', (heading, anchor) => {
    const { anchors } = readPage('a.md', `# ${heading}\n\n## ${heading}`);
    expect(anchors).toEqual([anchor, `${anchor}-1`]);
  });
});

describe('a link', () => {
  const folder = temporaryFolder();
  for (const each of ['docs', 'apps/grades']) mkdirSync(join(folder, each), { recursive: true });
  for (const file of ['README.md', 'docs/README.md', 'docs/a.md', 'docs/b.md', 'apps/grades/README.md'])
    writeFileSync(join(folder, file), '');
  const site = [
    readPage('README.md', '[docs](docs), [apps](apps), [gone](gone.md), [out](https://aws.amazon.com/gone)'),
    readPage('docs/README.md', '[a](a.md#what-it-is), [a](a.md#not-there), [here](#here)\n\n# Here'),
    readPage('docs/a.md', '# What `it` is'),
    readPage('docs/b.md', ''),
    readPage('apps/grades/README.md', ''),
  ];

  it('is dead where its page or its heading is not there', () => {
    expect(deadLinks(folder, site)).toEqual(['README.md:1: gone.md', 'docs/README.md:1: a.md#not-there']);
  });

  it('to a folder reaches its README, and a page that none leads to is told', () => {
    expect(unreachable(folder, site, 'README.md')).toEqual(['docs/b.md']); // Not that of apps, which has no README.
  });
});
