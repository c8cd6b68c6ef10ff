import { UserError } from '@dotkom/stack';

/** Every message of apps/bootstrap, each a named function: what is wrong, the value, what is allowed, what to do. */

export function unknownIds(repository: string, file: string): UserError {
  return new UserError(
    `${repository} is trusted by a role of CI, but ${file} does not name it. Add it there: with its numeric ids, ` +
      `or as 'unknown' if you cannot look them up now.`,
    { saysWhere: true },
  );
}

export function notRepositories(projectFile: string, value: unknown, organisation: string): UserError {
  return new UserError(
    `${projectFile}: the "repositories" below "metadata" are ${JSON.stringify(value)}. ` +
      `Write a list of those its images are released from, such as ["${organisation}/monoweb"].`,
    { saysWhere: true },
  );
}

export function unknownKind(project: string, projectFile: string): UserError {
  return new UserError(
    `'${project}' has stacks, but it is neither an application (tag "layer:application" in ${projectFile}) nor the ` +
      `platform, so no role of CI can be made for it. Give it the tag, or say in apps/bootstrap/src/ci/projects.ts what it may do.`,
    { saysWhere: true },
  );
}
