import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyPage } from './markdown/pages';

const root = join(__dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = everyPage(root);

/** Pages that are no task of one's own: they say how to read or to reach something. */
const withoutForm = ['README', 'access', 'looking', 'what-images-need'].concat('capacity', 'cost');
const guides = pages
  .map(({ path }) => path)
  .filter((path) => /^docs\/guides\/[\w-]+\.md$/.test(path))
  .filter((path) => !withoutForm.includes(path.replace(/^.*\/|\.md$/g, '')));

it('are found, so that the following says something', () => expect(guides.length).toBeGreaterThan(15));

describe.each(guides)('%s', (path) => {
  const headings = [...read(path).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);

  it('says what it costs, what the pull request shows, and what can go wrong', () => {
    expect(headings.slice(-3)).toEqual(['What it costs', 'What the pull request shows', 'What can go wrong']);
  });

  it('is a page, which one reads before one begins', () => {
    const text = read(path).replace(/^ *```[^]*?^ *```$/gm, '');
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(700);
  });

  it('is in the table of all guides', () => {
    expect(read('docs/guides/README.md')).toContain(`](${path.replace('docs/guides/', '')})`);
  });
});

describe('the glossary', () => {
  const entries = read('docs/glossary.md').split(/^### /m).slice(1);
  const terms = entries.map((entry) => entry.split('\n')[0] ?? '');

  it('is in the order of the alphabet, each term once', () => {
    const sorted = [...new Set(terms)].sort((one, other) =>
      one.localeCompare(other, 'en', { sensitivity: 'base' }),
    );
    expect(terms).toEqual(sorted);
  });

  it('has the words of our own', () => {
    const own = [
      'platform',
      'application',
      'environment',
      'service',
      'job',
      'gateway',
      'node',
      'node pool',
      'release',
      'owner',
    ];
    expect(own.filter((word) => !terms.includes(word))).toEqual([]);
  });

  it.each(entries.map((entry, index) => [terms[index], entry]))(
    'says of %s one sentence, with one link',
    (_term, entry) => {
      const [, ...text] = (entry ?? '').trim().split('\n');
      expect(text.join('\n').trim()).toMatch(/^[^\n]+[.;,] \(\[[^\]]+\]\([^)]+\)\)$/);
    },
  );
});
