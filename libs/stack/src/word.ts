import { FreeName, unusableName } from './errors';

/** Letters that no accent can be taken off. */
const spelledOut: Readonly<Record<string, string>> = { æ: 'ae', ø: 'o', å: 'a', ß: 'ss' };

/** What a refusal offers instead of a text: the same letters and digits, with single hyphens between them. */
export function wordLike(text: string): string {
  return text
    .toLowerCase()
    .replace(/[æøåß]/g, (letter) => spelledOut[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** How long the name of an application or a service may be: long enough to read, short enough for every name built of it. */
const longestWord = 30;

/**
 * Checks the name a person gives to an application, a service or a platform.
 *
 * @param what what the name is of, for the message: `'an application'`.
 * @param suggested what is offered in place of a name like this, where more than a word's form has to be right.
 * @throws UserError when it does not begin with a letter, is longer than 30 characters or has other characters than
 *   lower-case letters, digits and single hyphens; the message offers a name that would do.
 */
export function checkedWord(
  what: string,
  name: string,
  suggested: (like: string) => string | FreeName = (like) => like,
): string {
  if (/^[a-z](?:-?[a-z0-9])*$/.test(name) && name.length <= longestWord) return name;
  throw unusableName(
    what,
    name,
    `must begin with a letter, hold only lower-case letters, digits and single hyphens between them, and be at most ${longestWord} characters long`,
    suggested(named(wordLike(name)).slice(0, longestWord).replace(/-+$/, '')),
  );
}

/** A word that begins with a letter. */
function named(word: string): string {
  return word.replace(/^[-0-9]+(?=[a-z])/, '').replace(/^(?=\d)/, 'app-');
}
