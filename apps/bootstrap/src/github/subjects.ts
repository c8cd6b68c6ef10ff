import { unknownIds } from '../errors';
import { RepositoryIds } from './repository-ids';

/** Which runs of a repository's workflows are meant: those for its pull requests, or those in one GitHub environment. */
export type Occasion = 'pull_request' | { readonly environment: string };

/** Workflow runs of one repository, and no other runs of it. */
export interface Runs {
  /** `owner/name` */
  readonly repository: string;
  readonly occasion: Occasion;
}

/**
 * The exact subjects that GitHub may put into the token of such a run: the old form, of names alone, and the form with
 * numbers, which repositories have that were created, renamed or moved since 15 July 2026. No patterns: a pattern is
 * how branches and other repositories come in.
 *
 * Source: https://docs.github.com/en/actions/reference/security/oidc (immutable subject claims).
 *
 * @throws UserError when the ids do not name the repository.
 * @example
 * subjects({ repository: 'dotkom/infra', occasion: 'pull_request' }, ids) // ['repo:dotkom/infra:pull_request']
 */
export function subjects(
  { repository, occasion }: Runs,
  ids: Readonly<Record<string, RepositoryIds>>,
): readonly string[] {
  const known = ids[repository];
  if (!known) throw unknownIds(repository, 'apps/bootstrap/src/github/repository-ids.ts');
  const ending = occasion === 'pull_request' ? occasion : `environment:${occasion.environment}`;
  const byName = `repo:${repository}:${ending}`;
  if (known === 'unknown') return [byName];
  const [owner, name] = repository.split('/');
  return [byName, `repo:${owner}@${known.owner}/${name}@${known.repository}:${ending}`];
}
