import { environmentNames } from './environment';
import { FreeName, unusableName } from './errors';
import { checkedWord } from './word';

/**
 * Checks the name of an application. Names of its resources begin with application and environment, and rights are given
 * by that beginning: `grades-prod-tools` in staging has names that begin as those of `grades` in prod do.
 *
 * @param what what the name is of, for the message: `'an application (in apps/grades/project.json)'`.
 * @param suggested what is offered in place of a name like this, where it has to be free, too.
 * @throws UserError when it is no name, or has an environment's name for a word after the first; the message offers a
 *   name that would do.
 */
export function checkedApplicationName(
  name: string,
  what = 'an application',
  suggested: (like: string) => string | FreeName = (like) => like,
): string {
  checkedWord(what, name, (like) => suggested(withoutEnvironments(like)));
  const environment = name.split('-').find(isEnvironment);
  if (environment === undefined) return name;
  throw unusableName(
    what,
    name,
    `must not hold '-${environment}', or its resources could not be told from those of another application in ${environment}`,
    suggested(withoutEnvironments(name)),
  );
}

function withoutEnvironments(name: string): string {
  return name
    .split('-')
    .filter((word, index) => !isEnvironment(word, index))
    .join('-');
}

/** Whether a word of a name is an environment's. The first may be. */
function isEnvironment(word: string, index: number): boolean {
  return index > 0 && environmentNames.some((environment) => environment === word);
}
