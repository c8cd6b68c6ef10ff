import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flushChanges, FsTree } from 'nx/src/generators/tree';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { house, housePage, HouseProject, withHouse } from './house';
import { syncHouse } from './sync-house';

const project = (root: string, layer: string, ...imports: string[]): HouseProject => ({
  root,
  layer,
  imports,
  rooms: [],
});

const stack = project('libs/stack', 'stack');
const service = project('libs/service', 'service', 'libs/stack');

describe('the picture of the house', () => {
  it('has a box for each project with its rooms, on the floor of its layer', () => {
    const drawn = house([{ ...stack, rooms: ['iam', 'units'] }, service]);
    expect(drawn).toContain('libs_stack["libs/stack<br/>iam · units"]');
    expect(drawn).toMatch(
      /subgraph \w+ \[What an application may ask for\]\n {4}libs_service\["libs\/service"\]/,
    );
  });

  it('draws all applications as one, so that a new one changes nothing', () => {
    const grades = project('apps/grades', 'application', 'libs/service');
    const another = project('apps/another', 'application', 'libs/service');
    expect(house([grades, service, stack])).toBe(house([grades, another, service, stack]));
  });

  it('leaves out a line that others imply', () => {
    const grades = project('apps/grades', 'application', 'libs/service', 'libs/stack');
    const lines = house([grades, service, stack]).match(/\w+ --> \w+/g);
    expect(lines).toEqual(['apps_application --> libs_service', 'libs_service --> libs_stack']);
  });

  it('takes the place of the one before, and leaves the rest of the page', () => {
    const page = 'Before\n<!-- house: made by `npx nx sync` -->\nold\n<!-- /house -->\nAfter\n';
    const drawn = withHouse(page, [stack]);
    expect(drawn).toMatch(/^Before\n[^]*flowchart[^]*\nAfter\n$/);
    expect(drawn).not.toContain('old');
    expect(withHouse(drawn, [stack])).toBe(drawn);
  });
});

describe('nx sync', () => {
  const workspace = temporaryFolder();
  const page = 'The house\n<!-- house: made by `npx nx sync` -->\n<!-- /house -->\n';

  beforeEach(() => {
    writeFiles(workspace, {
      'nx.json': {},
      'package.json': { name: 'workspace' },
      'tsconfig.base.json': {
        compilerOptions: { paths: { '@demo/stack': ['./libs/stack/src/index.ts'] } },
      },
      'libs/stack/project.json': { name: 'stack', tags: ['layer:stack'] },
      'libs/stack/src/units/cpu.ts': '',
      'libs/service/project.json': { name: 'service', tags: ['layer:service'] },
      'libs/service/src/queue.ts': "import { cpu } from '@demo/stack';\nimport fs from 'node:fs';",
      'tools/bench/project.json': { name: 'bench', tags: ['layer:command'] },
      'tools/bench/src/bench.spec.ts': "import { cpu } from '@demo/stack';",
      'tools/bench/src/testing/help.ts': "import { cpu } from '@demo/stack';",
      'docs/architecture.md': page,
    });
  });

  const sync = () => {
    const tree = new FsTree(workspace, false);
    const result = syncHouse(tree);
    flushChanges(workspace, tree.listChanges());
    return result.outOfSync;
  };
  const drawn = () => readFileSync(join(workspace, housePage), 'utf8');

  it('draws what ships of each project imports, and its rooms', () => {
    expect(sync()).toContain(housePage);
    expect(drawn().match(/\w+ --> \w+/g)).toEqual(['libs_service --> libs_stack']);
    expect(drawn()).toContain('libs/stack<br/>units');
  });

  it('has nothing to do twice, and draws anew once the code imports something else', () => {
    sync();
    expect(sync()).toBeUndefined();
    writeFiles(workspace, { 'tools/bench/src/bench.ts': "import '../../../libs/service/src/queue';" });
    expect(sync()).toContain(housePage);
    expect(drawn()).toContain('tools_bench --> libs_service');
  });
});
