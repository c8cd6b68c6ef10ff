/** GitHub refuses a comment, and an issue, above 65536 characters. */
const longest = 60_000;

/** As much of a text as GitHub takes. */
export function shortened(text: string): string {
  return text.length > longest
    ? `${text.slice(0, longest)}\n... and more: the whole of it is in the log of the job.`
    : text;
}

/** A text as it is, whatever is in it: a fence longer than any of its own. */
export function fenced(text: string): string {
  const longestFence = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longestFence + 1);
  return `${fence}text\n${text}\n${fence}`;
}
