import { organisation } from '@dotkom/stack';
import { PlanResult } from '@dotkom/deploying';

/** GitHub refuses a comment, and an issue, above 65536 characters. */
const longestSummary = 60_000;

/** The comment on a pull request that shows one stack's plan. What programs look for in it is hidden from people. */
export function planComment({ stack, owner, summary, digest }: PlanResult): string {
  return [
    marker(stack),
    digestLine(digest),
    `### Plan of \`${stack}\``,
    '',
    `Owner: @${organisation.github}/${owner}`,
    '',
    fenced(shortened(summary)),
  ].join('\n');
}

/** What stands in place of a plan, once a pull request does not reach the stack any more. */
export function noPlanComment(stack: string): string {
  return `${marker(stack)}\n### Plan of \`${stack}\`\n\nThere is no plan of it for the newest state of this pull request.`;
}

/** The stack whose plan a comment shows, or once showed. */
export function stackOf(body: string): string | undefined {
  return /^<!-- plan of (\S+) -->/.exec(body)?.[1];
}

/** Whether a comment is the one that shows a stack's plan. */
export function isPlanComment(body: string, stack: string): boolean {
  return body.startsWith(marker(stack));
}

/** The digest of the plan that a comment shows. */
export function digestIn(body: string): string | undefined {
  return /^<!-- digest: ([0-9a-f]{64}) -->$/m.exec(body)?.[1];
}

/** As much of a plan as GitHub takes. */
export function shortened(summary: string): string {
  return summary.length > longestSummary
    ? `${summary.slice(0, longestSummary)}\n... and more: the whole plan is in the log of the job.`
    : summary;
}

/** A text as it is, whatever is in it: a fence longer than any of its own. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function marker(stack: string): string {
  return `<!-- plan of ${stack} -->`;
}

function digestLine(digest: string): string {
  return `<!-- digest: ${digest} -->`;
}
