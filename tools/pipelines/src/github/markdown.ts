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
