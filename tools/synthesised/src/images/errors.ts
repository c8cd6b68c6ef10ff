import { UserError } from '@dotkom/stack/conventions';

export function notImageNeeds(file: string, expected: string): UserError {
  return new UserError(
    `${file} does not say what images need. It lacks ${expected}. docs/guides/what-images-need.md says how it is written.`,
  );
}

export function imagesLack(project: string, problems: readonly string[]): UserError {
  return new UserError(
    `The tasks of ${project} are not given what their images need (image-needs.json):\n\n` +
      problems.map((problem) => `  ${problem}`).join('\n'),
  );
}

/** A message, not an error, as all below: the check collects them. */
export function taskUnknown(task: string): string {
  return `${task}: nothing is written about its image. Say under "tasks" what it reads, also if that is nothing.`;
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
