import { organisation } from '@dotkom/stack';
import { fenced, shortened } from '../github/markdown';
import { ShownPlan } from './shown-plans';

/** The comment on a pull request that shows one stack's plan. By what programs find it again is hidden from people. */
export function planComment({ stack, owner, summary }: ShownPlan): string {
  return [
    marker(stack),
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

function marker(stack: string): string {
  return `<!-- plan of ${stack} -->`;
}
