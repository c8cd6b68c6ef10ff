import MarkdownIt from 'markdown-it';

/** What a reader of the tutorial does, in the order of the page. */
export type Step = CommandStep | PictureStep;

export interface CommandStep {
  readonly command: string;
  /** Whether the page says that it fails. */
  readonly fails: boolean;
  /** The lines that the page shows as what it prints. */
  readonly shown: readonly string[];
}

export interface PictureStep {
  /** From the folder of the page. */
  readonly picture: string;
}

/** Stands, unseen, before a block whose last command fails. */
const failing = '<!-- the last one fails -->';

/**
 * Reads a page: each line of a block of `sh` is a command, a block of `text` is what the last command before it prints, and
 * a picture is what the reader sees at that moment.
 *
 * @example
 * stepsOf('```sh\nnpm start\n```\n\n```text\nThe AWS of this machine is running\n```'); // [{ command: 'npm start', ... }]
 */
export function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  let fails = false;
  for (const { type, info, content, children } of new MarkdownIt({ html: true }).parse(page, {})) {
    if (type === 'html_block') fails = content.trim() === failing;
    for (const child of children ?? []) {
      if (child.type === 'image') steps.push({ picture: child.attrGet('src') ?? '' });
    }
    if (type !== 'fence') continue;
    const lines = content.trimEnd().split('\n');
    if (info === 'text') change(steps, { shown: lines });
    if (info !== 'sh') continue;
    steps.push(...lines.map((command) => ({ command, fails: false, shown: [] })));
    if (fails) change(steps, { fails });
    fails = false;
  }
  return steps;
}

/** Changes the last command that was read. */
function change(steps: Step[], changes: Partial<CommandStep>): void {
  const index = steps.findLastIndex((step) => 'command' in step);
  const step = steps[index];
  if (step) steps[index] = { ...step, ...changes };
}
