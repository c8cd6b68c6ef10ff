import { UserError } from '@dotkom/stack/conventions';

export function noGithub(): UserError {
  return new UserError(
    'This runs in a workflow of GitHub: GITHUB_REPOSITORY and GITHUB_TOKEN say where to write, and they are not set.',
  );
}

export function githubRefused(method: string, path: string, status: number, answer: string): UserError {
  return new UserError(
    `GitHub refused ${method} ${path} (${status}): ${answer.slice(0, 300)}. ` +
      `See that the job has the permission for it (permissions: in .github/workflows).`,
  );
}
