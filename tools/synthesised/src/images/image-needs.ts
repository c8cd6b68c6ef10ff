import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from '@dotkom/stack/conventions';
import {
  noJson,
  noNeed,
  notImageNeeds,
  noText,
  unknownWord,
  wrongField,
  wrongKind,
  wrongNeed,
  wrongTask,
} from './errors';

/** Beside a project's README: what the images of its tasks read, as their own code says. */
export const imageNeedsFile = 'image-needs.json';

/** An environment variable that an image reads. */
export interface ImageNeed {
  /** Whether people may see it. */
  readonly kind: 'setting' | 'secret';
  /** What happens without it. @default it is required: without it the image does not start, or does what nobody means */
  readonly optional?: string;
  /** Why it is required although the image has a default. */
  readonly because?: string;
  /** The one value that it may have. */
  readonly mustBe?: string;
  /** Whose value it is, where its name alone does not tell: two of different values cannot be one parameter. @default its name */
  readonly value?: string;
}

/** What one image reads, and where that stands. */
export interface ImageNeeds {
  /** The files in which it stands, in the image's own repository. */
  readonly files: readonly string[];
  /** By which repository and commit. */
  readonly source: string;
  /** By the names of variables. */
  readonly start: Readonly<Record<string, ImageNeed>>;
}

/** What is written down of a project's images. */
export interface WrittenNeeds {
  /** By the names of their tasks. */
  readonly tasks: ReadonlyMap<string, ImageNeeds>;
  /** What is written otherwise than it can be understood: it counts as optional. */
  readonly problems: readonly string[];
}

/**
 * What every image of a project reads; nothing where nobody has written it down.
 *
 * @throws UserError when the file as a whole cannot be understood.
 */
export function readImageNeeds(folder: string): WrittenNeeds | undefined {
  const file = join(folder, imageNeedsFile);
  if (!existsSync(file)) return undefined;
  const { repository, commit, tasks } = checked(file, parsed(file, readFileSync(file, 'utf8')));
  const source = `${repository} at ${commit.slice(0, 7)}`;
  const read = Object.entries(tasks).map(([task, needs]) => ({ task, ...readTask(task, needs, source) }));
  return {
    tasks: new Map(read.map(({ task, needs }) => [task, needs])),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/**
 * The text of such a file without what is written of a task.
 *
 * @throws UserError when it is no JSON.
 */
export function imageNeedsWithout(task: string, file: string, text: string): string {
  const { tasks, ...others } = parsed(file, text);
  const left = Object.entries(isRecord(tasks) ? tasks : {}).filter(([name]) => name !== task);
  return `${JSON.stringify({ ...others, tasks: Object.fromEntries(left) }, null, 2)}\n`;
}

function parsed(file: string, text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) ? content : {};
  } catch (error) {
    throw notImageNeeds(file, [noJson((error as Error).message)]);
  }
}

function checked(file: string, { repository, commit, tasks }: Record<string, unknown>) {
  const isCommit = (value: unknown): value is string => /^[0-9a-f]{40}$/.test(String(value));
  if (isText(repository) && isCommit(commit) && isRecord(tasks)) return { repository, commit, tasks };
  throw notImageNeeds(file, [
    ...(isText(repository) ? [] : [wrongField('repository', repository, 'owner/name')]),
    ...(isCommit(commit) ? [] : [wrongField('commit', commit, 'its 40 digits')]),
    ...(isRecord(tasks) ? [] : [wrongField('tasks', tasks, 'what each reads, by its name')]),
  ]);
}

function readTask(
  task: string,
  given: unknown,
  source: string,
): { needs: ImageNeeds; problems: readonly string[] } {
  const { files, start } = isRecord(given) ? given : {};
  const needs = Object.entries(isRecord(start) ? start : {});
  const problems = needs.flatMap(([name, need]) =>
    problemsOf(need).map((each) => wrongNeed(task, name, each)),
  );
  const isWhole = Array.isArray(files) && isRecord(start);
  return {
    needs: {
      files: isWhole ? files : [],
      source,
      start: Object.fromEntries(needs.map(([name, need]) => [name, understood(need)])),
    },
    problems: isWhole ? problems : [...problems, wrongTask(task)],
  };
}

const words = ['kind', 'optional', 'because', 'mustBe', 'value'];
const kinds = ['setting', 'secret'];

function problemsOf(need: unknown): string[] {
  if (!isRecord(need)) return [noNeed(need)];
  const { kind } = need;
  return [
    ...(kinds.includes(String(kind)) ? [] : [wrongKind(kind, kinds)]),
    ...Object.entries(need).flatMap(([word, text]) => {
      if (!words.includes(word)) return [unknownWord(word, closest(word, words), words)];
      return isText(text) || word === 'kind' ? [] : [noText(word, text)];
    }),
  ];
}

/** A need, or what follows from none where it is not understood: nothing more is said of it. */
function understood(need: unknown): ImageNeed {
  if (problemsOf(need).length === 0) return need as unknown as ImageNeed;
  return { kind: 'setting', optional: 'what is written of it is not understood' };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
