import { readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import { applicationStack, platformStack } from '@dotkom/map/testing';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { marksOf, withPicture } from './marked';
import { syncPictures } from './sync-pictures';

const empty = (title: string) => `# ${title}\n\n${marksOf('picture').join('\n\n')}\n\nMore.\n`;

describe('a picture in a page', () => {
  it('takes the place of the one before, and leaves the rest of the page', () => {
    const drawn = withPicture(empty('grades'), 'picture', 'one');
    expect(withPicture(drawn, 'picture', 'two')).toBe(drawn.replace('one', 'two'));
    expect(drawn).toMatch(/^# grades\n[^]*\none\n[^]*\nMore\.\n$/);
  });

  it('leaves what stands behind it, also where a mark is there twice', () => {
    const twice = `${empty('grades')}${marksOf('picture')[1]}\nThe end.\n`;
    expect(withPicture(twice, 'picture', 'one')).toMatch(/one[^]*More\.[^]*The end\.\n$/);
  });

  it('is not drawn into a page that has no place for it', () => {
    expect(withPicture('# grades\n', 'picture', 'one')).toBe('# grades\n');
    expect(withPicture(empty('grades'), 'house', 'one')).toBe(empty('grades'));
  });
});

describe('nx sync', () => {
  const workspace = temporaryFolder();
  const synthesise = (...stacks: { name: string; text: string }[]) =>
    writeFiles(
      workspace,
      Object.fromEntries(
        stacks.map(({ name, text }) => [
          `dist/apps/${name.replace(/-\w+$/, '')}/stacks/${name}/cdk.tf.json`,
          JSON.parse(text),
        ]),
      ),
    );

  beforeEach(() => {
    rmSync(join(workspace, 'dist'), { recursive: true, force: true });
    writeFiles(workspace, {
      'nx.json': {},
      'package.json': { name: 'workspace' },
      'README.md': empty('All'),
      'apps/platform/project.json': { name: 'platform' },
      'apps/platform/src/stacks.ts': '',
      'apps/grades/project.json': { name: 'grades' },
      'apps/grades/src/stacks.ts': '',
      'apps/grades/README.md': empty('grades'),
      'apps/silent/project.json': { name: 'silent' },
      'apps/silent/README.md': empty('silent'),
    });
  });

  const sync = () => {
    const tree = new FsTree(workspace, false);
    const { outOfSync } = syncPictures(tree);
    flushChanges(workspace, tree.listChanges());
    return outOfSync;
  };
  const notKnown = () => syncPictures(new FsTree(workspace, false)).notKnown;
  const read = (page: string) => readFileSync(join(workspace, page), 'utf8');

  it('leaves what was not synthesised as it is', () => {
    expect(sync()).toBeUndefined();
    expect(read('apps/grades/README.md')).toBe(empty('grades'));
  });

  it('says of what was not synthesised that it does not know, with what to run', () => {
    synthesise(applicationStack('grades', 'prod'));
    expect(notKnown()).toBe(
      'Whether the pictures in READMEs are true is not known of what is not synthesised: platform. ' +
        'Run npx nx run-many -t synth -p platform, then npx nx sync.',
    );
    synthesise(platformStack());
    expect(notKnown()).toBeUndefined();
  });

  it.each(['src/stacks.ts', 'src/api/api.ts', 'adoption.json'])(
    'says so of what was synthesised before its code was written: %s',
    (file) => {
      synthesise(applicationStack('grades', 'prod'), platformStack());
      writeFiles(workspace, { [`apps/grades/${file}`]: '' });
      const later = Date.now() / 1000 + 10;
      utimesSync(join(workspace, 'apps/grades', file), later, later);
      expect(notKnown()).toContain('synthesised before their code was written last: grades. Run');
    },
  );

  it('draws an application into its README, and everything once all of it was synthesised', () => {
    synthesise(applicationStack('grades', 'prod'), applicationStack('grades', 'staging'));
    expect(sync()).toContain('apps/grades/README.md');
    expect(read('apps/grades/README.md')).toContain('grades_prod_api["api<br/>1 task · 256 MiB"]');
    expect(read('README.md')).toBe(empty('All'));
    synthesise(platformStack());
    expect(sync()).toContain('README.md');
    expect(read('README.md')).toContain('arm64 nodes: 3 to 8 of t4g.small');
    expect(read('apps/silent/README.md')).toBe(empty('silent'));
  });

  it('has nothing to do twice, and draws anew what the stacks say differently', () => {
    synthesise(applicationStack('grades', 'prod'), platformStack());
    sync();
    expect(sync()).toBeUndefined();
    synthesise(applicationStack('grades', 'prod', { memory: 512 }));
    expect(sync()).toContain('apps/grades/README.md');
    expect(read('apps/grades/README.md')).toContain('1 task · 512 MiB');
  });
});
