import { closest, regionOfSdks } from '@dotkom/stack/conventions';
import { environmentOf, SynthesisedStack } from '../stack/synthesised-stack';
import { changesVariable } from './changes-variable';
import {
  imagesLack,
  givenAtStart,
  nobodyReads,
  noSuchTask,
  notTheValue,
  oneParameterTwoValues,
  secretInTheOpen,
  taskUnknown,
  variableMissing,
} from './errors';
import { GivenTask, givenTasks } from './given';
import { ImageNeeds, readImageNeeds } from './image-needs';

type Needs = ReadonlyMap<string, ImageNeeds>;

/**
 * Checks that the tasks of a project are given what their images read: everything that is required, nothing that nothing
 * reads, and no two values by one parameter. Where nobody has written down what the images read, nothing is checked.
 *
 * @throws UserError that lists everything that is not so, in all environments.
 */
export function checkImages(
  project: { readonly name: string; readonly folder: string },
  stacks: readonly SynthesisedStack[],
): void {
  const needs = readImageNeeds(project.folder);
  if (!needs) return;
  const { tasks: read, problems: written } = needs;
  const lacking = stacks.flatMap((stack) => {
    const tasks = givenTasks(stack);
    return [
      ...tasks.flatMap((given) => problemsOf(given, read.get(given.task))),
      ...parametersOfTwoValues(tasks, read, `${project.name} in ${environmentOf(stack)}`),
    ];
  });
  const unknown = writtenOfNone(
    [...read.keys()],
    stacks.flatMap((stack) => givenTasks(stack).map(({ task }) => task)),
  );
  if (written.length + unknown.length + lacking.length === 0) return;
  throw imagesLack(project.name, { written: [...written, ...unknown], lacking });
}

/** A name that is misspelt stands for no task, and nothing would be checked by it. */
function writtenOfNone(read: readonly string[], tasks: readonly string[]): string[] {
  const others = [...new Set(tasks)].filter((task) => !read.includes(task));
  return read
    .filter((task) => !tasks.includes(task))
    .map((task) => noSuchTask(task, closest(task, others), [...new Set(tasks)]));
}

function problemsOf(given: GivenTask, needs: ImageNeeds | undefined): string[] {
  if (!needs) return [taskUnknown(given.where)];
  return [...lacking(given, needs), ...superfluous(given, needs), ...reopened(given, needs)];
}

/** A variable of which one value alone is right, and that entry point or command would give another one or none. */
function reopened({ where, startedWith }: GivenTask, { start }: ImageNeeds): string[] {
  return Object.entries(start).flatMap(([name, { mustBe, because }]) =>
    mustBe !== undefined && changesVariable(startedWith, name)
      ? [givenAtStart(where, name, mustBe, startedWith, because)]
      : [],
  );
}

function lacking({ where, settings, secrets }: GivenTask, { start, files, source }: ImageNeeds): string[] {
  const written = `${files.join(', ')} of ${source}`;
  return Object.entries(start).flatMap(([name, need]) => {
    if (settings.has(name) && need.kind === 'secret') return [secretInTheOpen(where, name)];
    const value = settings.get(name);
    if (need.mustBe !== undefined && (secrets.has(name) || (value !== undefined && value !== need.mustBe)))
      return [notTheValue(where, name, value, need.mustBe, need.because)];
    // Images take a default for an empty value, too.
    if (need.optional !== undefined || value || secrets.has(name)) return [];
    return [variableMissing(where, name, need.kind, written, need.because)];
  });
}

function superfluous({ where, settings, secrets }: GivenTask, { start, source }: ImageNeeds): string[] {
  return [...settings.keys(), ...secrets.keys()]
    .filter((name) => !Object.hasOwn(start, name) && !(name in regionOfSdks))
    .map((name) => nobodyReads(where, name, source));
}

/** A parameter is one value: two images that mean different ones by it would get the same. */
function parametersOfTwoValues(tasks: readonly GivenTask[], needs: Needs, where: string): string[] {
  const values = new Map<string, Map<string, string>>();
  for (const { task, secrets } of tasks) {
    for (const [name, parameter] of secrets) {
      const need = needs.get(task)?.start[name];
      if (!need) continue;
      const meant = values.get(parameter) ?? new Map<string, string>();
      values.set(parameter, meant.set(need.value ?? name, `${task} (${name})`));
    }
  }
  return [...values]
    .filter(([, meant]) => meant.size > 1)
    .map(([parameter, meant]) =>
      oneParameterTwoValues(where, parameter, [...meant.values()], [...meant.keys()]),
    );
}
