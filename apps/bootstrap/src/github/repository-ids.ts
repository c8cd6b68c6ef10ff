/**
 * The numbers that GitHub gave an organisation and a repository. Unlike names they are never given to anyone else.
 * 'unknown' until somebody has looked them up; then only the old form of the subject, without them, is trusted.
 */
export type RepositoryIds = { readonly owner: number; readonly repository: number } | 'unknown';

/**
 * Every repository whose workflows may assume a role, with its numbers. They are public. To look one up, run
 *
 *     gh api repos/dotkom/infra --jq '"{ owner: \(.owner.id), repository: \(.id) }"'
 *
 * and put what it prints in place of 'unknown'. How subjects come to have numbers: docs/decisions/ci-roles.md.
 */
export const repositoryIds: Readonly<Record<string, RepositoryIds>> = {
  'dotkom/infra': 'unknown',
  'dotkom/monoweb': 'unknown',
  'dotkom/vengeful-vineyard': 'unknown',
};
