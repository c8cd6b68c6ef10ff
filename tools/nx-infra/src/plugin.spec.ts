import { CreateNodesResult } from '@nx/devkit';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expandNamedInput, filterUsingGlobPatterns } from 'nx/src/hasher/task-hasher';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { createNodes, stackTargets, taggedTargets } from './plugin';

const workspaceRoot = join(__dirname, '..', '..', '..');
const emptyWorkspace = temporaryFolder();
/** Tags with which a project gets every target there is. */
const everyTag = ['platform', 'layer:application'];
const names = ['synth', 'typecheck', 'validate', 'addresses', 'cost', 'diff', 'deploy', 'destroy'];

async function inferred(files: string[]): Promise<Record<string, any>> {
  const context = { workspaceRoot: emptyWorkspace, nxJsonConfiguration: {} };
  const results = await createNodes[1](files, undefined, context);
  const projects = results.map(([, result]: readonly [string, CreateNodesResult]) => result.projects ?? {});
  return Object.assign({}, ...projects);
}

describe('the targets of a project with stacks', () => {
  it('are inferred from the file that says which stacks it has, without reading it', async () => {
    const projects = await inferred(['apps/grades/src/stacks.ts', 'apps/not-on-disk/src/stacks.ts']);
    expect(Object.keys(projects)).toEqual(['apps/grades', 'apps/not-on-disk']);
    for (const { targets } of Object.values(projects)) expect(Object.keys(targets)).toEqual(names);
  });

  it('come with the tag by which all such projects are named', async () => {
    const projects = await inferred(['apps/grades/src/stacks.ts']);
    expect(projects['apps/grades'].tags).toEqual(['stacks']);
  });

  it('lead to what runs, by the tags that a person gave the project: a shell on a platform, a tunnel for an application', async () => {
    writeFiles(emptyWorkspace, {
      'apps/platform/project.json': { tags: ['layer:shared', 'platform'] },
      'apps/grades/project.json': { tags: ['layer:application'] },
      'apps/bootstrap/project.json': { tags: ['layer:shared'] },
      'apps/broken/project.json': '{',
    });
    const files = ['platform', 'grades', 'bootstrap', 'broken'].map((name) => `apps/${name}/src/stacks.ts`);
    const projects = await inferred(files);
    rmSync(join(emptyWorkspace, 'apps'), { recursive: true });
    const others = Object.entries(projects).map(([root, { targets }]) => [
      root,
      Object.keys(targets).filter((name) => !names.includes(name)),
    ]);
    expect(Object.fromEntries(others)).toEqual({
      'apps/platform': ['preflight', 'capacity', 'session'],
      'apps/grades': ['secrets', 'release', 'job', 'flip', 'status', 'logs', 'tunnel'],
      'apps/bootstrap': ['preflight'],
      'apps/broken': [],
    });
  });

  it('that lead to what runs need every platform to be synthesised for a tunnel, and none keeps anything', () => {
    const { session, tunnel } = taggedTargets('apps/grades', ['platform', 'layer:application']);
    expect(tunnel?.dependsOn).toContainEqual({ projects: 'tag:stacks', target: 'synth' });
    expect(session?.defaultConfiguration).toBe('prod');
    expect([session?.cache, tunnel?.cache]).toEqual([undefined, undefined]);
  });

  it('are none for a workspace without stacks', async () => {
    expect(await inferred([])).toEqual({});
  });

  it('are looked for where projects are, and only in the one file', () => {
    const files = [
      'apps/grades/src/stacks.ts',
      'libs/sample/src/stacks.ts',
      'tools/sample/src/stacks.ts',
      'apps/grades/src/stacks.spec.ts',
      'apps/grades/src/deeper/stacks.ts',
      'dist/apps/grades/src/stacks.ts',
      'stacks.ts',
    ];
    expect(matching(files, [createNodes[0]], '')).toEqual(files.slice(0, 3));
  });

  it('never keep what reaches an account in a cache', () => {
    const targets = stackTargets('apps/grades');
    expect(names.filter((name) => targets[name]?.cache)).toEqual(['synth', 'typecheck']);
  });

  it('have an environment for each configuration, where they reach an account', () => {
    const targets = stackTargets('apps/grades');
    for (const name of ['diff', 'deploy', 'destroy']) {
      expect(targets[name]?.configurations).toEqual({
        staging: { environment: 'staging' },
        prod: { environment: 'prod' },
        local: { environment: 'local' },
      });
    }
    expect(targets.synth?.configurations).toBeUndefined();
    expect(targets.validate?.configurations).toBeUndefined();
  });

  it('need every project’s stacks synthesised, for the rules of the workspace', () => {
    const targets = stackTargets('apps/grades');
    for (const name of ['validate', 'diff', 'deploy', 'destroy']) {
      expect(targets[name]?.dependsOn).toContainEqual({ projects: 'tag:stacks', target: 'synth' });
    }
  });

  it('plan nothing before the types of the project were checked', () => {
    const targets = stackTargets('apps/grades');
    for (const name of ['validate', 'diff', 'deploy']) {
      expect(targets[name]?.dependsOn).toEqual(expect.arrayContaining(['synth', 'typecheck']));
    }
  });

  it('have executors that exist, with the options that their configurations give', () => {
    const { executors } = JSON.parse(readFileSync(join(__dirname, '..', 'executors.json'), 'utf8'));
    for (const [name, { executor = '', configurations = {} }] of Object.entries({
      ...stackTargets('apps/grades'),
      ...taggedTargets('apps/grades', everyTag),
    })) {
      expect(executor).toBe(`@dotkom/nx-infra:${name}`);
      const { implementation, schema } = executors[name];
      expect(typeof require(join(__dirname, '..', implementation)).default).toBe('function');
      const { properties } = JSON.parse(readFileSync(join(__dirname, '..', schema), 'utf8'));
      for (const given of Object.values(configurations)) {
        expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(given)));
      }
    }
  });

  it('say what they are for, how to get help, and give an example of options that they have', () => {
    const { executors } = JSON.parse(readFileSync(join(__dirname, '..', 'executors.json'), 'utf8'));
    for (const [name, { metadata }] of Object.entries({
      ...stackTargets('apps/grades'),
      ...taggedTargets('apps/grades', everyTag),
    })) {
      expect(metadata?.description).toMatch(/^[A-Z]/);
      expect(metadata?.scriptContent).toBe(metadata?.description);
      expect(metadata?.help?.command).toBe(`npx nx run grades:${name} --help`);
      const { properties } = JSON.parse(readFileSync(join(__dirname, '..', executors[name].schema), 'utf8'));
      const example = Object.keys(metadata?.help?.example.options ?? {});
      expect(Object.keys(properties)).toEqual(expect.arrayContaining(example));
    }
  });
});

describe('synth', () => {
  const { inputs = [], outputs } = stackTargets('apps/grades').synth ?? {};

  it('is run again after a change of the code, and not of a test, a document or what tests expect', () => {
    const { namedInputs } = JSON.parse(readFileSync(join(workspaceRoot, 'nx.json'), 'utf8'));
    const own = inputs
      .filter((input): input is string => typeof input === 'string' && !input.startsWith('^'))
      .flatMap((input) => expandNamedInput(input, namedInputs))
      .flatMap((input) => ('fileset' in input ? [input.fileset] : []));
    const code = [
      'apps/grades/src/stacks.ts',
      'apps/grades/src/deeper/service.ts',
      'apps/grades/project.json',
      'package.json',
    ];
    const besides = [
      'apps/grades/README.md',
      'apps/grades/docs/runbook.md',
      'apps/grades/src/stacks.spec.ts',
      'apps/grades/src/__snapshots__/stacks.spec.ts.snap',
      'apps/grades/jest.config.js',
      'apps/grades/addresses.txt',
      'apps/vengeful-vineyard/src/stacks.ts',
      'README.md',
    ];
    const patterns = own.map((pattern) => pattern.replace('{workspaceRoot}/', ''));
    expect(matching([...code, ...besides], patterns, 'apps/grades')).toEqual(code);
  });

  it('is run again after a change of what the project is built on', () => {
    expect(inputs).toContain('^production');
    expect(inputs).toContainEqual({
      externalDependencies: expect.arrayContaining(['cdktf', '@cdktf/provider-aws']),
    });
  });

  it('has for its outputs all that it writes, and nothing of another project', () => {
    expect(outputs).toEqual([
      '{workspaceRoot}/dist/apps/grades/stacks',
      '{workspaceRoot}/dist/apps/grades/manifest.json',
    ]);
  });
});

/** The files that patterns match, by the matcher that Nx has for them. */
function matching(files: readonly string[], patterns: readonly string[], root: string): string[] {
  const data = files.map((file) => ({ file, hash: '' }));
  return filterUsingGlobPatterns(root, data, [...patterns]).map(({ file }) => file);
}
