import { UserError } from '@dotkom/stack/conventions';

export function notImageNeeds(file: string, problems: readonly string[]): UserError {
  return new UserError(
    `${file} does not say what images need. ${problems.join(' ')} docs/guides/what-images-need.md says how it is written.`,
  );
}

/** A message, not an error: why a file cannot be read. */
export function noJson(reason: string): string {
  return `It is no JSON: ${reason}.`;
}

/** A message, not an error: one field of the file that is missing or written wrongly. */
export function wrongField(field: string, value: unknown, expected: string): string {
  return `"${field}" is ${value === undefined ? 'missing' : JSON.stringify(value)}; it has to be ${expected}.`;
}

export function imagesLack(
  project: string,
  { written, lacking }: { readonly written: readonly string[]; readonly lacking: readonly string[] },
): UserError {
  const problems = [...written, ...lacking];
  const what =
    lacking.length > 0
      ? `The tasks of ${project} are not given what their images need (image-needs.json)`
      : `What the images of ${project} need is not understood`;
  return new UserError(`${what}:\n\n` + problems.map((problem) => `  ${problem}`).join('\n'));
}

/** A message, not an error, as all below: the check collects them. */
export function taskUnknown(task: string): string {
  return `${task}: nothing is written about its image. Say under "tasks" what it reads, also if that is nothing.`;
}

/** What is written of a variable, where a person finds it. */
export function wrongNeed(task: string, name: string, problem: string): string {
  return `image-needs.json, ${name} of ${task}: ${problem}`;
}

export function wrongTask(task: string): string {
  return `image-needs.json, ${task}: it lacks "files", a list, or "start", with what it reads. docs/guides/what-images-need.md says how it is written.`;
}

export function noNeed(value: unknown): string {
  return `it is ${JSON.stringify(value)}. Write { "kind": "setting" } or { "kind": "secret" }, and why where it is optional.`;
}

export function wrongKind(value: unknown, kinds: readonly string[]): string {
  const found = value === undefined ? 'missing' : JSON.stringify(value);
  return `"kind" is ${found}. Write ${kinds.map((each) => `"${each}"`).join(' or ')}.`;
}

export function unknownWord(word: string, meant: string | undefined, words: readonly string[]): string {
  return `there is no "${word}". ${meant ? `Did you mean "${meant}"?` : `There are ${words.join(', ')}.`}`;
}

export function noText(word: string, value: unknown): string {
  return `"${word}" is ${JSON.stringify(value)}. Write a text that is not empty.`;
}

/** A task that is written of, and that no stack has. */
export function noSuchTask(task: string, meant: string | undefined, tasks: readonly string[]): string {
  const remedy = meant ? `Did you mean ${meant}?` : `There are ${tasks.join(', ') || 'none'}.`;
  return `image-needs.json speaks of a task ${task}, which no stack has. ${remedy}`;
}

export function variableMissing(
  task: string,
  name: string,
  kind: 'setting' | 'secret',
  where: string,
  because?: string,
): string {
  const list = kind === 'secret' ? 'secrets' : 'environment';
  return `${task} lacks ${name} or gives it no value, a ${kind} that its image needs (${where})${because ? `: ${because}` : ''}. Add it to its '${list}'.`;
}

export function secretInTheOpen(task: string, name: string): string {
  return `${task} gets ${name} as a plain setting, which everyone who may look at AWS can read, and it is a secret. Move it to its 'secrets'.`;
}

export function notTheValue(
  task: string,
  name: string,
  value: string | undefined,
  mustBe: string,
  because?: string,
): string {
  const sets = value === undefined ? `gets ${name} as a secret` : `sets ${name} to '${value}'`;
  return `${task} ${sets}, and it has to be '${mustBe}', in its 'environment'${because ? `: ${because}` : ''}.`;
}

/** A value that a command changes behind the settings' back. */
export function givenAtStart(
  task: string,
  name: string,
  mustBe: string,
  commandLine: string,
  because?: string,
): string {
  return `${task} starts with '${commandLine}', which gives ${name} another value than its 'environment', or none, and it has to be '${mustBe}'${because ? `: ${because}` : ''}. Leave ${name} out of its entry point and command.`;
}

export function nobodyReads(task: string, name: string, source: string): string {
  return `${task} sets ${name}, which nothing in its image reads (${source}). Leave it out, or say what reads it.`;
}

export function oneParameterTwoValues(
  where: string,
  parameter: string,
  readers: readonly string[],
  values: readonly string[],
): string {
  return (
    `${where}: ${readers.join(' and ')} get one value, of the parameter ${parameter}, and mean different ones (${values.join('; ')}). ` +
    `Give each a parameter of its own: { variable, parameter }.`
  );
}
