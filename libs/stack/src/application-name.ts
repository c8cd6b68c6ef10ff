import { environmentNames } from './environment';
import { unusableName } from './errors';
import { checkedWord } from './names';

/**
 * Checks the name of an application. Names of its resources begin with application and environment, and rights are given
 * by that beginning: `grades-prod-tools` in staging has names that begin as those of `grades` in prod do.
 *
 * @param what what the name is of, for the message: `'an application (in apps/grades/project.json)'`.
 * @throws UserError when it is no name, or has an environment's name for a word after the first; the message offers a
 *   name that would do.
 */
export function checkedApplicationName(name: string, what = 'an application'): string {
  checkedWord(what, name);
  const isEnvironment = (word: string, index: number) =>
    index > 0 && environmentNames.some((environment) => environment === word);
  const words = name.split('-');
  const environment = words.find(isEnvironment);
  if (environment === undefined) return name;
  throw unusableName(
    what,
    name,
    `must not hold '-${environment}', or its resources could not be told from those of another application in ${environment}`,
    words.filter((word, index) => !isEnvironment(word, index)).join('-'),
  );
}
