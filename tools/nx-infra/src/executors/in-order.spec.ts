import { ExecutorContext } from '@nx/devkit';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '@dotkom/synthesised';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { postTasksExecution, preTasksExecution, runVariable } from '../run-of-nx';
import { TestWorkspace } from '../testing/workspace';
import { GoesFirst, inOrder } from './in-order';

const parent = temporaryFolder();
const reading = (name: string) => ({
  ...stackJson(name),
  data: { aws_ssm_parameters_by_path: { platform: { path: '/platform/prod' } } },
});
const estate = {
  bootstrap: {
    bootstrap: stackJson('bootstrap', { aws_s3_bucket: { state: { bucket: 'dotkom-infra-state' } } }),
  },
  platform: {
    'platform-prod': stackJson('platform-prod', {
      aws_ssm_parameter: { fact: { name: '/platform/prod/vpc-id' } },
    }),
  },
  grades: { 'grades-prod': reading('grades-prod'), 'grades-staging': reading('grades-staging') },
  onlineweb: { 'onlineweb-prod': reading('onlineweb-prod') },
};
const projects = Object.keys(estate);
const applications = ['grades', 'onlineweb'];
const deployOrder: GoesFirst = (other, stack) => needs(stack, other);

let workspace: TestWorkspace;
let runs = 0;

beforeEach(() => {
  workspace = new TestWorkspace(parent, estate);
});
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env[runVariable];
});

/** A run of Nx: of which projects, in which order it begins their tasks, and how many it has at work at once. */
interface RunOfNx {
  readonly of: readonly string[];
  readonly atOnce?: number;
  /** Whose work fails. */
  readonly failing?: readonly string[];
  readonly goesFirst?: GoesFirst;
  /** Of which target the tasks are. The executor is that of `deploy`. */
  readonly target?: string;
}

/** Runs the tasks as Nx does. Gives who did its work, in order, and what became of each task. */
async function run({ of, atOnce = 3, failing = [], goesFirst = deployOrder, target = 'deploy' }: RunOfNx) {
  const id = `run-${(runs += 1)}`;
  const hooks = { id, workspaceRoot: workspace.root, nxJsonConfiguration: {}, argv: [] };
  await preTasksExecution(undefined, hooks);
  const worked: string[] = [];
  const work = async (_options: object, { projectName = '' }: ExecutorContext) => {
    await new Promise((resolve) => setImmediate(resolve));
    worked.push(projectName);
    return { success: !failing.includes(projectName) };
  };
  const executor = inOrder('deploy', work, { others: goesFirst });
  const tasks = Object.fromEntries(
    of.map((project) => [`${project}:${target}:prod`, { target: { project, target } }]),
  );
  const taskGraph = { roots: [], dependencies: {}, tasks } as unknown as ExecutorContext['taskGraph'];
  const waiting = [...of];
  const outcomes: Record<string, boolean> = {};
  const slot = async () => {
    for (let project = waiting.shift(); project; project = waiting.shift()) {
      const { success } = await executor({}, { ...workspace.context(project), taskGraph });
      outcomes[project] = success;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, slot));
  await postTasksExecution(undefined, { ...hooks, taskResults: {}, startTime: 0, endTime: 0 });
  return { worked, outcomes, folder: join(workspace.root, 'dist', 'runs', id) };
}

const someProjects = fc.shuffledSubarray(projects, { minLength: 1 });

describe('projects that are deployed in one run', () => {
  it('are deployed bootstrap, platform, applications; each once, in whichever order Nx begins them, however many at once', async () => {
    await fc.assert(
      fc.asyncProperty(someProjects, fc.integer({ min: 1, max: 4 }), async (of, atOnce) => {
        const { worked, outcomes } = await run({ of, atOnce });
        expect([...worked].sort()).toEqual([...of].sort());
        expect(outcomes).toEqual(Object.fromEntries(of.map((project) => [project, true])));
        const inTheirOrder = worked.map((project) => Math.min(projects.indexOf(project), 2));
        expect(inTheirOrder).toEqual([...inTheirOrder].sort());
      }),
      { numRuns: 15 },
    );
  });

  it('do not reach one that is not in the run, or only for something else', async () => {
    expect((await run({ of: ['grades'] })).worked).toEqual(['grades']);
    expect((await run({ of: applications, target: 'synth' })).worked).toEqual(applications);
  });

  it('are left as they are where what goes before them failed, which is tried once', async () => {
    const of = ['grades', 'onlineweb', 'platform', 'bootstrap'];
    for (const atOnce of [1, 2, 4]) {
      const { worked, outcomes } = await run({ of, atOnce, failing: ['platform'] });
      expect(worked).toEqual(['bootstrap', 'platform']);
      expect(outcomes).toEqual({ bootstrap: true, platform: false, grades: false, onlineweb: false });
    }
    expect(workspace.output).toMatch(
      /grades:deploy was left out: platform:deploy is in the same run and goes before it, and failed/,
    );
  });

  it('say so where another task does the work', async () => {
    await run({ of: ['grades', 'platform'], atOnce: 1 });
    expect(workspace.output).toBe('platform: another task of this run sees to its deploy');
  });

  it('are not held up by an application whose own work fails', async () => {
    const { outcomes } = await run({ of: ['platform', 'grades', 'onlineweb'], failing: ['grades'] });
    expect(outcomes).toEqual({ platform: true, grades: false, onlineweb: true });
  });

  it('leave nothing of the run behind', async () => {
    expect(existsSync((await run({ of: projects })).folder)).toBe(false);
  });

  it('are deployed again in the next run', async () => {
    for (const _ of [1, 2]) expect((await run({ of: ['platform'] })).worked).toEqual(['platform']);
  });
});

describe('the targets of a project in one run', () => {
  const order = ['validate', 'diff', 'deploy'];

  async function runTargets(targets: readonly string[], failing = '') {
    const id = `run-${(runs += 1)}`;
    await preTasksExecution(undefined, {
      id,
      workspaceRoot: workspace.root,
      nxJsonConfiguration: {},
      argv: [],
    });
    const worked: string[] = [];
    const work = (target: string) => async () => {
      await new Promise((resolve) => setImmediate(resolve));
      worked.push(target);
      return { success: target !== failing };
    };
    const validate = inOrder('validate', work('validate'));
    const diff = inOrder('diff', work('diff'), { own: { validate } });
    const executors = {
      validate,
      diff,
      deploy: inOrder('deploy', work('deploy'), { own: { validate, diff } }),
    };
    const tasks = Object.fromEntries(
      targets.map((target) => [`grades:${target}:prod`, { target: { project: 'grades', target } }]),
    );
    const taskGraph = { roots: [], dependencies: {}, tasks } as unknown as ExecutorContext['taskGraph'];
    const context = { ...workspace.context('grades'), taskGraph };
    await Promise.all(targets.map((target) => executors[target as keyof typeof executors]({}, context)));
    return worked;
  }

  it('are validate, diff, deploy, each once, in whichever order Nx begins them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(order, { minLength: 1 }), async (targets) => {
        expect(await runTargets(targets)).toEqual(order.filter((target) => targets.includes(target)));
      }),
    );
  });

  it('end at the first that fails', async () => {
    expect(await runTargets(['deploy', 'diff', 'validate'], 'validate')).toEqual(['validate']);
    expect(await runTargets(['deploy', 'diff'], 'diff')).toEqual(['diff']);
    expect(workspace.output).toContain('grades:deploy was left out: grades:diff is in the same run');
  });
});

describe('projects that are destroyed in one run', () => {
  it('go in the other order', async () => {
    await fc.assert(
      fc.asyncProperty(someProjects, fc.integer({ min: 1, max: 4 }), async (of, atOnce) => {
        const { worked } = await run({ of, atOnce, goesFirst: needs });
        expect([...worked].sort()).toEqual([...of].sort());
        const inTheirOrder = worked.map((project) => -Math.min(projects.indexOf(project), 2));
        expect(inTheirOrder).toEqual([...inTheirOrder].sort((one, other) => one - other));
      }),
      { numRuns: 10 },
    );
  });
});

it('an executor that no run of Nx calls does its work each time', async () => {
  let times = 0;
  const executor = inOrder('deploy', async () => ({ success: (times += 1) > 0 }));
  for (const _ of [1, 2]) await executor({}, workspace.context('platform'));
  expect(times).toBe(2);
});
