/** GitHub refuses a comment, and an issue, above 65536 characters. */
export const longest = 60_000;

/** As much of a text as GitHub takes, or as there is room for. */
export function shortened(text: string, room = longest): string {
  return text.length > room
    ? `${text.slice(0, room)}\n... and more: the whole of it is in the log of the job.`
    : text;
}

/** A text as it is, whatever is in it: a fence longer than any of its own. */
export function fenced(text: string): string {
  const longestFence = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longestFence + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** How wide a text in a fence is shown without a bar to scroll by. */
const width = 110;

/** As many words as fit, or one that does not fit. */
const piece = new RegExp(`\\S.{0,${width - 1}}(?=\\s|$)|\\S+`, 'g');

/** A text with its long lines broken between words, for a fence: GitHub breaks none there. */
export function wrapped(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.length > width ? line.match(piece) : null) ?? [line])
    .join('\n');
}
