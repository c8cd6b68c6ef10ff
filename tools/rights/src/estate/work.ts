import { join } from 'node:path';
import {
  deployStack,
  destroyStack,
  diffStack,
  forEachStackOf,
  forPerson,
  rehearsalAccount,
  releaseImage,
  Selection,
  showLogs,
  showStatus,
  StackJob,
} from '@dotkom/deploying';
import { readProject } from '@dotkom/stack/conventions';
import { readStacks, selectStacks, synthFolder } from '@dotkom/synthesised';
import { Stack } from './stacks';

/** Who does something, by whose rights the calls are asked: a phase of a stack, or a person, who is asked nothing. */
export type Phase = 'person' | 'plan' | 'apply' | 'release' | 'look' | 'destroy';

/** What is done to a stack, and by whom. */
export interface Work extends Stack {
  readonly phase: Phase;
  readonly target: keyof typeof acts | keyof typeof looks;
  readonly options: object;
}

export interface Surroundings {
  /** The workspace whose stacks are worked on. */
  readonly root: string;
  readonly endpoint: string;
}

/** How a piece of work ended, and what it said. */
export interface Outcome {
  readonly success: boolean;
  readonly said: string;
}

const acts = {
  diff: diffStack,
  deploy: deployStack,
  release: releaseImage,
  destroy: destroyStack,
} satisfies Record<string, (job: StackJob, options: object) => Promise<unknown>>;

/** What needs no Terraform. */
const looks = {
  status: showStatus,
  logs: (selection: Selection, options: object) =>
    showLogs(selection, options, { signal: new AbortController().signal }),
};

/** Works on a stack as the targets of Nx do in the real account, in a workspace that Nx does not know. */
export async function doWork(work: Work, at: Surroundings): Promise<Outcome> {
  const said: string[] = [];
  const failures = await failuresOf(
    work,
    selectionFor(work, at, (line) => said.push(line)),
  );
  return { success: failures.length === 0, said: [...said, ...failures.map(forPerson)].join('\n') };
}

/** What somebody works on: the stack, and the AWS of this machine, which records who they are. */
export function selectionFor(
  { project, stack, environment, phase }: Stack & Pick<Work, 'phase'>,
  { root, endpoint }: Surroundings,
  say: Selection['say'],
): Selection {
  const folder = join('apps', project);
  return {
    stacks: selectStacks(readStacks(synthFolder(root, folder), project), project, environment),
    project: readProject(join(root, folder)),
    // What a recording calls whoever did something: `apply.grades.grades-staging`.
    account: rehearsalAccount(endpoint, [phase, project, stack].join('.'), join(root, 'dist', 'aws')),
    configuration: environment,
    say,
  };
}

async function failuresOf({ target, options }: Work, selection: Selection): Promise<readonly unknown[]> {
  if (target === 'status' || target === 'logs') {
    return looks[target](selection, options).then(
      () => [],
      (error) => [error],
    );
  }
  return forEachStackOf(selection, async (job) => void (await acts[target](job, options)));
}
