import { join } from 'node:path';
import {
  accountFor,
  deployStack,
  destroyStack,
  diffStack,
  forEachStackOf,
  releaseImage,
  Selection,
  showLogs,
  showStatus,
  StackJob,
} from '@dotkom/deploying';
import { readProject } from '@dotkom/stack/conventions';
import { readStacks, selectStacks, synthFolder } from '@dotkom/synthesised';
import { Work } from './run-as';

/** Works on a stack as the targets of Nx do, in a workspace that Nx does not know: `run-target.ts <root> <work as JSON>`. */

const acts = {
  diff: diffStack,
  deploy: deployStack,
  release: releaseImage,
  destroy: destroyStack,
} satisfies Partial<Record<Work['target'], (job: StackJob, options: object) => Promise<unknown>>>;

/** What needs no Terraform. */
const looks = {
  status: showStatus,
  logs: (selection: Selection, options: object) =>
    showLogs(selection, options, { signal: new AbortController().signal }),
};

async function main(root: string, { project, environment, target, options }: Work): Promise<void> {
  const folder = join('apps', project);
  const selection: Selection = {
    stacks: selectStacks(readStacks(synthFolder(root, folder), project), project, environment),
    project: readProject(join(root, folder)),
    // Not `local`: what only the real account is asked is to be recorded.
    account: await accountFor(environment, root),
    configuration: environment,
    say: console.log,
  };
  if (target === 'status' || target === 'logs') return void (await looks[target](selection, options));
  const failures = await forEachStackOf(selection, async (job) => void (await acts[target](job, options)));
  failures.forEach((failure) => console.error(failure));
  process.exitCode = failures.length > 0 ? 1 : 0;
}

void main(process.argv[2] ?? '', JSON.parse(process.argv[3] ?? '{}'));
