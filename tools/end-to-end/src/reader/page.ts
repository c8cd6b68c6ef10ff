import MarkdownIt from 'markdown-it';

/** What a reader of a page does, in its order. */
export type Step = CommandStep | PictureStep;

export interface CommandStep {
  readonly command: string;
  /** Whether the page says that it fails. */
  readonly fails: boolean;
  /** Whether the reader goes on while it runs, in another terminal. */
  readonly goesOn: boolean;
  /** Whether the reader waits before it for what went on. */
  readonly waits: boolean;
  /** The lines that the page shows as what it prints. */
  readonly shown: readonly string[];
}

export interface PictureStep {
  /** From the folder of the page. */
  readonly picture: string;
}

/** What stands, unseen, before a block: of its last command that it fails or goes on, of its first that it waits. */
const notes = {
  fails: '<!-- the last one fails -->',
  goesOn: '<!-- the last one goes on -->',
  waits: '<!-- once what goes on has ended -->',
} as const;

/**
 * Reads a page: each line of a block of `sh` is a command, a block of `text` is what the last command before it prints, and
 * a picture is what the reader sees at that moment.
 *
 * @example
 * stepsOf('```sh\nnpm start\n```\n\n```text\nThe AWS of this machine is running\n```'); // [{ command: 'npm start', ... }]
 */
export function stepsOf(page: string): Step[] {
  const steps: Step[] = [];
  let note = '';
  for (const { type, info, content, children } of new MarkdownIt({ html: true }).parse(page, {})) {
    if (type === 'html_block') note = content.trim();
    for (const child of children ?? []) {
      if (child.type === 'image') steps.push({ picture: child.attrGet('src') ?? '' });
    }
    if (type !== 'fence') continue;
    const lines = content.trimEnd().split('\n');
    if (info === 'text') change(steps, { shown: lines });
    if (info !== 'sh') continue;
    const waits = (line: number) => line === 0 && note === notes.waits;
    steps.push(
      ...lines.map((command, line) => ({
        ...{ command, fails: false, goesOn: false, waits: waits(line), shown: [] },
      })),
    );
    change(steps, { fails: note === notes.fails, goesOn: note === notes.goesOn });
    note = '';
  }
  return steps;
}

/**
 * The command of a page that a pattern is of: a line of a block of `sh`, or code in the text. A test that types it, as it stands
 * there, parts from no reader.
 *
 * @throws Error where there is none, or several that differ.
 * @example commandOf(page, /:flip /); // 'npx nx run grades:flip -c prod --host www.grades.no'
 */
export function commandOf(page: string, pattern: RegExp): string {
  const found = new Set(codeIn(page).filter((line) => pattern.test(line)));
  const [command] = found;
  if (command !== undefined && found.size === 1) return command;
  throw new Error(`${found.size} commands of the page are ${pattern}:\n${[...found].join('\n')}`);
}

function codeIn(page: string): string[] {
  return new MarkdownIt({ html: true }).parse(page, {}).flatMap(({ type, info, content, children }) => {
    if (type === 'fence') return info === 'sh' ? content.trimEnd().split('\n') : [];
    return (children ?? []).filter((child) => child.type === 'code_inline').map((child) => child.content);
  });
}

/** Changes the last command that was read. */
function change(steps: Step[], changes: Partial<CommandStep>): void {
  const index = steps.findLastIndex((step) => 'command' in step);
  const step = steps[index];
  if (step) steps[index] = { ...step, ...changes };
}
