import { ExecutorContext, TaskGraph } from '@nx/devkit';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { TestWorkspace } from '../../testing/workspace';
import synth from './executor';
import synthTogether from './together';

const noTasks = { roots: [], tasks: {}, dependencies: {}, continuousDependencies: {} };
const parent = temporaryFolder();
const repository = join(__dirname, '..', '..', '..', '..', '..');
let root: string;
let contextOf: (project: string) => ExecutorContext;

afterEach(() => jest.restoreAllMocks());

const stack = (name: string) => `import { InfraStack } from '@dotkom/stack';
  export default (app: any) => new InfraStack(app, '${name}', { environment: 'prod' });`;

/** A workspace with this repository's libraries and projects of its own, by what their stacks files say. */
function workspace(stacks: Record<string, string>): void {
  const created = new TestWorkspace(
    parent,
    Object.fromEntries(Object.keys(stacks).map((project) => [project, {}])),
  );
  ({ root } = created);
  contextOf = (project) => created.context(project);
  for (const name of ['libs', 'node_modules', 'tsconfig.json', 'tsconfig.base.json', 'package.json']) {
    symlinkSync(join(repository, name), join(root, name));
  }
  for (const [project, text] of Object.entries(stacks))
    writeFiles(root, { [`apps/${project}/src/stacks.ts`]: text });
}

const written = (project: string) => {
  const file = join(root, 'dist', 'apps', project, 'stacks', `${project}-prod`, 'cdk.tf.json');
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
};

describe('synth of a project', () => {
  it('writes the Terraform JSON of every stack', async () => {
    workspace({ one: stack('one-prod') });
    expect(await synth({}, contextOf('one'))).toEqual({ success: true });
    expect(JSON.parse(written('one') ?? '').terraform.backend.s3.key).toBe('stacks/one-prod.tfstate');
  });

  it('fails when the project has no stacks', async () => {
    workspace({ one: 'export {};' });
    expect(await synth({}, contextOf('one'))).toEqual({ success: false });
  });
});

describe('synth of several projects', () => {
  const together = async (...projects: string[]) => {
    const tasks = projects.map((project) => {
      const id = `${project}:synth`;
      return [id, { id, target: { project, target: 'synth' }, overrides: {}, outputs: [] }];
    });
    const told: Record<string, { success: boolean; terminalOutput: string }> = {};
    const graph: TaskGraph = { ...noTasks, tasks: Object.fromEntries(tasks) };
    for await (const { task, result } of synthTogether(graph, {}, {}, contextOf(projects[0]!)))
      told[task] = result;
    return told;
  };

  it('writes each as it does alone', async () => {
    workspace({ one: stack('one-prod'), two: stack('two-prod') });
    for (const project of ['one', 'two']) await synth({}, contextOf(project));
    const alone = [written('one'), written('two')];
    const well = { success: true, terminalOutput: '' };
    expect(await together('two', 'one')).toEqual({ 'one:synth': well, 'two:synth': well });
    expect([written('one'), written('two')]).toEqual(alone);
  });

  it('is not spoilt by any of them, and tells what each says of that one', async () => {
    workspace({
      good: stack('good-prod'),
      wrong: 'export {};',
      late: `${stack('late-prod')}\nsetTimeout(() => { throw new Error('mine'); }, 1);`,
      ends: `${stack('ends-prod')}\nprocess.exit(0);`,
      talks: `${stack('talks-prod')}\nconsole.log('hello');`,
    });
    expect(await together('good', 'wrong', 'late', 'ends', 'talks')).toEqual({
      'good:synth': { success: true, terminalOutput: '' },
      'wrong:synth': { success: false, terminalOutput: expect.stringMatching(/does not say which stacks/) },
      'late:synth': { success: false, terminalOutput: expect.stringMatching(/Error: mine/) },
      'ends:synth': { success: false, terminalOutput: expect.stringMatching(/ended/) },
      'talks:synth': { success: true, terminalOutput: 'hello\n' },
    });
    expect(['good', 'wrong', 'late', 'ends', 'talks'].filter(written)).toEqual(['good', 'talks']);
  });
});
