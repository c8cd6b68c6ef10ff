import { ExecutorContext, TaskGraph } from '@nx/devkit';
import { availableParallelism } from 'node:os';
import { synthesise } from './synthesise';

/** What Nx is told of a task, as soon as it is known. */
interface Told {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

interface Project {
  readonly task: string;
  readonly root: string;
}

/** For fewer, what a process loads takes longer than what it makes. */
const fewestOfAProcess = 4;

/**
 * `nx synth` of several projects, in a process for each core: it loads once what all of its projects are made of. Unless each of
 * them is well, and silent, each is done again in a process of its own, so that what is wrong is told of the one that it is wrong with.
 */
export default async function* synthTogether(
  { tasks }: TaskGraph,
  _inputs: unknown,
  _overrides: unknown,
  { root, projectsConfigurations: { projects } }: ExecutorContext,
): AsyncGenerator<Told> {
  const all = Object.values(tasks).map(({ id, target }) => ({
    task: id,
    root: projects[target.project]!.root,
  }));
  const started = dealt(all).map((group) => ofGroup(root, group));
  for (const group of started) yield* await group;
}

/** Neighbours are dealt to different processes: what is large often stands together. */
function dealt(all: readonly Project[]): Project[][] {
  const groups = Math.min(availableParallelism(), Math.ceil(all.length / fewestOfAProcess));
  return Array.from({ length: groups }, (_, group) => all.filter((_project, n) => n % groups === group));
}

async function ofGroup(workspaceRoot: string, group: readonly Project[]): Promise<Told[]> {
  const roots = group.map(({ root }) => root);
  const together = await synthesise(workspaceRoot, roots, 'kept');
  const isToldOfTheRightOne = group.length === 1 || (together.success && together.output === '');
  const told: Told[] = [];
  for (const { task, root } of group) {
    const { success, output } = isToldOfTheRightOne
      ? together
      : await synthesise(workspaceRoot, [root], 'kept');
    told.push({ task, result: { success, terminalOutput: output } });
  }
  return told;
}
