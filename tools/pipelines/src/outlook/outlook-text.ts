import { costSentence, mermaidOf, OutlookChange, outlookChange } from '@dotkom/outlook';
import { SynthesisedStack } from '@dotkom/synthesised';
import { fenced, shortened, wrapped } from '../github/markdown';

/** How much is said in words: plans want the rest of the room. */
const mostWords = 8_000;

/** What is said of a change before its plans. */
export interface Outlook {
  /** The heading and what stands under it, as Markdown. */
  readonly text: string;
  readonly change?: OutlookChange;
}

/**
 * What a pull request does to capacity and cost, and a picture of what comes and goes. The stacks are of code that nobody has
 * reviewed: what they say is shown as it is, and where nothing can be made of them, that is said, and the plans are shown all
 * the same.
 *
 * @param before the stacks of main; none where they could not be made.
 * @param after the stacks of the pull request; none where it reached none.
 */
export function outlookOf(
  before: readonly SynthesisedStack[],
  after: readonly SynthesisedStack[],
): Outlook | undefined {
  if (before.length === 0 || after.length === 0) return undefined;
  try {
    const change = outlookChange(before, after);
    return { change, text: textOf(change) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      text: `## What this does to capacity and cost is not known\n\n${fenced(wrapped(shortened(reason, mostWords)))}`,
    };
  }
}

function textOf({ capacity, cost, estate }: OutlookChange): string {
  const picture = mermaidOf(estate);
  return [
    capacity.fits ? '## It fits' : '## It does not fit: do not merge',
    '',
    fenced(wrapped(shortened([costSentence(cost), ...capacity.said].join('\n\n'), mostWords))),
    ...(picture ? ['', '```mermaid', picture, '```'] : []),
  ].join('\n');
}
