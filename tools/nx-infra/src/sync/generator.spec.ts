import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import { applicationStack } from '@dotkom/map/testing';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import syncGenerator from './generator';
import { marksOf } from './marked';

describe('nx sync', () => {
  const workspace = temporaryFolder();

  beforeEach(() => {
    rmSync(join(workspace, 'dist'), { recursive: true, force: true });
    writeFiles(workspace, {
      'nx.json': {},
      'package.json': { name: 'workspace' },
      'tsconfig.base.json': { compilerOptions: {} },
      'docs/architecture.md': marksOf('house').join('\n'),
      'apps/platform/project.json': { name: 'platform', metadata: { owner: 'dotkom' } },
      'apps/grades/project.json': { name: 'grades', metadata: { owner: 'dotkom' } },
      'apps/grades/src/stacks.ts': '',
      'apps/grades/README.md': marksOf('picture').join('\n'),
    });
  });

  afterEach(() => jest.restoreAllMocks());

  const sync = () => {
    jest.restoreAllMocks();
    const warn = jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
    const tree = new FsTree(workspace, false);
    const result = syncGenerator(tree);
    flushChanges(workspace, tree.listChanges());
    return { ...result, warned: warn.mock.calls.flat() };
  };
  const synthesise = ({ name, text }: { name: string; text: string }) =>
    writeFiles(workspace, { [`dist/apps/grades/stacks/${name}/cdk.tf.json`]: JSON.parse(text) });

  it('says everything that was not as it should be, and nothing of what was', () => {
    synthesise(applicationStack('grades', 'prod'));
    expect(sync().outOfSyncMessage?.split('\n')).toEqual([
      expect.stringContaining('.github/CODEOWNERS'),
      expect.stringContaining('docs/architecture.md'),
      expect.stringContaining('apps/grades/README.md'),
    ]);
    expect(sync()).toEqual({ warned: [] });
    writeFiles(workspace, { '.github/CODEOWNERS': '* @somebody\n' });
    expect(sync().outOfSyncMessage).toMatch(/^\.github\/CODEOWNERS does not say .*$/);
  });

  it('warns of what it could not look at, and is in sync nevertheless: CI asks before anything is synthesised', () => {
    sync();
    expect(sync()).toEqual({ warned: [expect.stringContaining('not synthesised: grades')] });
  });
});
