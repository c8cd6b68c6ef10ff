import { UserError } from '@dotkom/stack';

/** Every message of apps/bootstrap, each a named function: what is wrong, the value, what is allowed, what to do. */

const quoted = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

export function unknownIds(repository: string, file: string): UserError {
  return new UserError(
    `${repository} is trusted by a role of CI, but ${file} does not name it. Add it there: with its numeric ids, ` +
      `or as 'unknown' if you cannot look them up now.`,
  );
}

export function notEnvironments(project: string, value: unknown, allowed: readonly string[]): UserError {
  return new UserError(
    `The "environments" in the metadata of ${project} are ${JSON.stringify(value)}. ` +
      `Write a list of some of ${quoted(allowed)}, each once, or leave them out if it has all.`,
  );
}

export function notRepositories(project: string, value: unknown, organisation: string): UserError {
  return new UserError(
    `The "repositories" in the metadata of ${project} are ${JSON.stringify(value)}. ` +
      `Write a list of those its images are released from, such as ["${organisation}/monoweb"].`,
  );
}

export function unknownKind(project: string): UserError {
  return new UserError(
    `'${project}' has stacks, but it is neither an application (tag "layer:application" in its project.json) nor the ` +
      `platform, so no role of CI can be made for it. Give it the tag, or say in apps/bootstrap/src/ci/projects.ts what it may do.`,
  );
}
