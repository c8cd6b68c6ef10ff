import { stackCostSentence } from '@dotkom/outlook';
import { organisation } from '@dotkom/stack/conventions';
import { fenced, longest, shortened } from '../github/markdown';
import { Outlook } from '../outlook/outlook-text';
import { ShownPlan } from './shown-plans';

/** By what programs find the comment again; it is hidden from people. */
const marker = '<!-- plans of this pull request -->';

/** What else than plans stands in a comment, of each plan: its heading, its owner, its fences. */
const aroundPlan = 400;

/**
 * The one comment on a pull request: first whether all of it fits and what it costs, then each stack's plan, those first that
 * destroy something. Plans that are too long for GitHub are shortened alike.
 */
export function planComment(plans: readonly ShownPlan[], outlook?: Outlook): string {
  const introduction = outlook ? [outlook.text, ''] : [];
  const changing = plans.filter(({ hasChanges }) => hasChanges).sort(worstFirst);
  const room = Math.max(0, (longest - introduction.join('\n').length) / changing.length - aroundPlan);
  return [
    marker,
    ...introduction,
    ...changing.flatMap((plan) => planText(plan, Math.floor(room), outlook)),
    ...(changing.length === 0 ? ['No stack is changed by the newest state of this pull request.'] : []),
  ].join('\n');
}

/** Whether a comment is the one that shows plans. */
export function isPlanComment(body: string): boolean {
  return body.startsWith(marker);
}

function planText(
  { stack, owner, summary }: ShownPlan,
  room: number,
  outlook: Outlook | undefined,
): string[] {
  const cost = outlook?.change && stackCostSentence(stack, outlook.change.cost);
  return [
    `### Plan of \`${stack}\``,
    '',
    `Owner: @${organisation.github}/${owner}${cost ? `. ${cost}.` : ''}`,
    '',
    fenced(shortened(summary, room)),
    '',
  ];
}

function worstFirst(one: ShownPlan, other: ShownPlan): number {
  return Number(other.destroys) - Number(one.destroys) || (one.stack < other.stack ? -1 : 1);
}
