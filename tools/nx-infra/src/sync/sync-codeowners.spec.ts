import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { codeownersFile } from './codeowners';
import { syncCodeowners } from './sync-codeowners';
import { Synced } from './synced';

const workspace = temporaryFolder();

function sync(): Synced {
  const tree = new FsTree(workspace, false);
  const result = syncCodeowners(tree);
  flushChanges(workspace, tree.listChanges());
  return result;
}

function project(root: string, name: string, owner?: unknown): void {
  writeFiles(workspace, {
    [`${root}/project.json`]: { name, ...(owner === undefined ? {} : { metadata: { owner } }) },
  });
}

const owners = () => readFileSync(join(workspace, codeownersFile), 'utf8').split('\n').slice(1, -1);

describe('CODEOWNERS', () => {
  beforeEach(() => {
    writeFiles(workspace, { 'nx.json': {}, 'package.json': { name: 'workspace' } });
    project('apps/platform', 'platform', 'dotkom');
    project('apps/grades', 'grades', 'karakterer');
    project('libs/stack', 'stack');
  });

  it("asks each project's owner for its folder, and the platform's for all else", () => {
    sync();
    expect(owners()).toEqual([
      '* @dotkom/dotkom',
      '/apps/grades/ @dotkom/karakterer',
      '/apps/platform/ @dotkom/dotkom',
    ]);
  });

  it('is left as it is when it is true', () => {
    sync();
    expect(sync()).toEqual({});
  });

  it('is out of sync when a person edits it, and true again after', () => {
    sync();
    const before = owners();
    writeFiles(workspace, { [codeownersFile]: '* @somebody\n' });
    expect(sync().outOfSync).toContain(codeownersFile);
    expect(owners()).toEqual(before);
  });

  it('is out of sync when a project changes hands', () => {
    sync();
    project('apps/grades', 'grades', 'backlog');
    expect(sync().outOfSync).toBeDefined();
    expect(owners()).toContain('/apps/grades/ @dotkom/backlog');
  });

  it.each(['', '@dotkom/dotkom', 'a b', 5, null])('takes no owner that can be no team: %j', (owner) => {
    project('apps/grades', 'grades', owner);
    expect(sync).toThrow(/apps\/grades\/project.json must name the team that owns the project/);
  });

  it('needs an owner of the platform', () => {
    project('apps/platform', 'platform');
    expect(sync).toThrow("platform's project.json must name the team");
  });
});
