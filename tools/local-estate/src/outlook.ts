import { billOf, capacityChange, shortReport } from '@dotkom/outlook';
import { isUserError } from '@dotkom/stack/conventions';
import { SynthesisedStack, stacksBelow } from '@dotkom/synthesised';

/** How many lines the summary has for whether it fits. */
const mostLines = 2;

/** Whether the stacks in a folder would fit in prod, and what they would cost there, in two lines each. */
export function outlookLines(folder: string): string[] {
  const stacks = stacksBelow(folder);
  if (stacks.length === 0) return [];
  return [...inWords(() => fitLines(stacks)), ...inWords(() => shortReport(billOf(stacks)))];
}

function fitLines(stacks: readonly SynthesisedStack[]): string[] {
  const { said } = capacityChange([], stacks);
  const lines = said.flatMap((each) => each.split('\n'));
  const more = 'Whether it fits after a loss, in every deploy and on a busy day: npx nx capacity platform';
  return [...lines.slice(0, mostLines - 1), more];
}

/** What is not known is said: what runs on this machine runs all the same. */
function inWords(lines: () => string[]): string[] {
  try {
    return lines();
  } catch (error) {
    if (isUserError(error)) return [error.message];
    throw error;
  }
}
