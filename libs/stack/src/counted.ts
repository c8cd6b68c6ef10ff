/**
 * A number with what is counted.
 *
 * @param several what more than one are called, and none. @default the word with an s
 * @example
 * counted(1, 'task'); // '1 task'
 * counted(3, 'task starts', 'tasks start'); // '3 tasks start'
 */
export function counted(count: number, word: string, several = `${word}s`): string {
  return `${count} ${count === 1 ? word : several}`;
}
