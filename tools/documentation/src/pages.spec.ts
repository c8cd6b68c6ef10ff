import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from './banner';
import { endings, pinnedVersion } from './calendar/pinned';
import { everyPage } from './markdown/pages';
import { generatedPages } from './pages';

const root = join(__dirname, '../../..');
const pages = generatedPages(root);

describe('the generated pages', () => {
  it.each(Object.entries(pages))(`%s is what ${command} writes`, (path, text) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });

  it('are all there are in the reference', () => {
    const there = everyPage(root).map(({ path }) => path);
    expect(there.filter((path) => path.startsWith('docs/reference/') && !(path in pages))).toEqual([]);
  });

  it('explain everything that an application may say', () => {
    const unexplained = Object.entries(pages)
      .filter(([path]) => path.startsWith('docs/reference/service/'))
      .flatMap(([path, text]) =>
        [...text.matchAll(/^\| `(\w+)` .*\|  \|$/gm)].map(([, name]) => `${path}: ${name}`),
      );
    expect(unexplained).toEqual([]);
  });

  it('say of a property what it is, its default, and what it is made of', () => {
    const page = pages['docs/reference/service/web-service.md'] ?? '';
    expect(page).toContain("| `drain` | `Duration` | '15 seconds' | How long requests may take to end");
    expect(page).toContain('| `memory` | `Memory` | **required** |');
    expect(page).toContain('### Scaling');
    expect(page).toContain('[health-checks](../../decisions/health-checks.md)');
  });

  it('explain what methods are given and attributes are, and say which constructs are that', () => {
    const queue = pages['docs/reference/service/queue.md'];
    expect(queue).toMatch(
      /### Grantee\n\n[^#]*Each of these is one: `WebService`, `Worker`, `OneOffTask`, `ScheduledJob`\./,
    );
    expect(pages['docs/reference/service/web-service.md']).toContain('### RunnableImage');
    const stack = pages['docs/reference/service/application-stack.md'];
    expect(stack).toMatch(/### Environment\n[^#]*`pick<T>\(values: [^#]*staging: undefined/);
  });
});

describe('what ends', () => {
  it.each(endings.map((each) => [each.what, each] as const))(
    '%s: the day is that of the version which the repository has',
    (_what, each) => {
      expect(pinnedVersion(root, each)).toBe(each.version); // Another one? Its day goes to calendar/dates.json, with the source.
      expect(each.ends).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(each.source).toMatch(/^https:\/\//);
    },
  );
});
