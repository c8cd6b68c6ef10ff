import { ExecutorContext, TaskGraph } from '@nx/devkit';
import { synthesise } from './synthesise';

/** What Nx is told of a task, as soon as it is known. */
interface Told {
  readonly task: string;
  readonly result: { readonly success: boolean; readonly terminalOutput: string };
}

/**
 * `nx synth` of several projects, in one process: it loads once what all of them are made of. Unless each of them is
 * well, and silent, each is done again in a process of its own, so that what is wrong is told of the one that it is wrong with.
 */
export default async function* synthTogether(
  { tasks }: TaskGraph,
  _inputs: unknown,
  _overrides: unknown,
  { root, projectsConfigurations: { projects } }: ExecutorContext,
): AsyncGenerator<Told> {
  const all = Object.values(tasks).map(({ id, target }) => ({ id, root: projects[target.project]!.root }));
  const roots = all.map((each) => each.root);
  const together = await synthesise(root, roots, 'kept');
  const isToldOfTheRightOne = all.length === 1 || (together.success && together.output === '');
  for (const each of all) {
    const { success, output } = isToldOfTheRightOne ? together : await synthesise(root, [each.root], 'kept');
    yield { task: each.id, result: { success, terminalOutput: output } };
  }
}
