import { UserError } from './user-error';

/** Every message of libs/stack, each a named function: what is wrong, the value, what is allowed, what to do. */

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

export function unknownEnvironment(value: string, allowed: readonly string[]): UserError {
  return new UserError(`'${value}' is not an environment. Use one of ${quoted(allowed)}.`);
}

export function notASize(value: string): UserError {
  return new UserError(
    `'${value}' is not an amount of memory. Write a whole number of MiB or GiB above 0, such as '512 MiB' or '1 GiB'.`,
  );
}

export function notACpuShare(value: string): UserError {
  return new UserError(
    `'${value}' is not an amount of CPU. Write vCPUs in steps of 1/1024 above 0, such as '0.25 vCPU' or '1 vCPU'.`,
  );
}

export function notADuration(value: string): UserError {
  return new UserError(
    `'${value}' is not a duration. Write a whole number of seconds, minutes, hours or days, such as '30 seconds' or '1 minute'.`,
  );
}

export function unusableName(what: string, value: string, allowed: string, suggestion?: string): UserError {
  const remedy = suggestion && suggestion !== value ? ` '${suggestion}' would do.` : '';
  return new UserError(`'${value}' cannot be the name of ${what}: it ${allowed}.${remedy}`);
}

export function noOwner(projectFile: string, value: unknown): UserError {
  const found = value === undefined ? 'it has none' : `it has ${JSON.stringify(value)}`;
  return new UserError(
    `${projectFile} must name the team that owns the project: ${found}. ` +
      `Write "metadata": { "owner": "<team>" } with the team's name on GitHub, for example "dotkom".`,
  );
}

export function noProjectName(projectFile: string): UserError {
  return new UserError(`${projectFile} does not say what the project is called. Write "name": "<project>".`);
}

export function notJson(file: string, reason: string): UserError {
  return new UserError(`${file} cannot be read: it is no JSON (${reason}). Mend it; an editor shows where.`);
}

export function noProject(folder: string): UserError {
  return new UserError(
    `There is no project.json in ${folder}. Run this for the folder of a project, such as apps/grades.`,
  );
}

export function noStacks(file: string): UserError {
  return new UserError(
    `${file} does not say which stacks the project has. Its default export must be a function that creates them, ` +
      `for example: export default applicationStacks(Grades);`,
  );
}

export function impossibleAlarm(name: string, problem: string): UserError {
  return new UserError(
    `AWS cannot have the alarm '${name}': ${problem}. The threshold is a number, a period 10, 30 or a multiple of 60 seconds ` +
      `and the same for all metrics, all periods together at most a day, and what it says at most 1024 characters.`,
  );
}

export function impossibleRetention(days: number, allowed: readonly number[]): UserError {
  return new UserError(`AWS cannot keep a log for ${days} days. Use one of ${allowed.join(', ')}.`);
}

export function invalidStacks(problems: readonly { path: string; message: string }[]): UserError {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const lines = problems.map(({ path, message }) => `  ${path}\n    ${message}`);
  return new UserError(
    `${count} to mend before anything is planned; nothing was written.\n\n${lines.join('\n')}`,
  );
}
