import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { notImageNeeds } from './errors';

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

/** What every image of a project reads, by the names of their tasks; nothing where nobody has written it down. */
export function readImageNeeds(folder: string): ReadonlyMap<string, ImageNeeds> | undefined {
  const file = join(folder, imageNeedsFile);
  if (!existsSync(file)) return undefined;
  const { repository, commit, tasks } = parsed(file);
  if (!isText(repository) || !/^[0-9a-f]{40}$/.test(String(commit)) || !isRecord(tasks)) {
    throw notImageNeeds(file, `"repository" (owner/name), "commit" (40 digits) and "tasks"`);
  }
  const source = `${repository} at ${String(commit).slice(0, 7)}`;
  return new Map(
    Object.entries(tasks).map(([task, needs]) => [task, checkedTask(file, task, needs, source)]),
  );
}

function parsed(file: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(content) ? content : {};
  } catch (error) {
    throw notImageNeeds(file, `JSON (${(error as Error).message})`);
  }
}

function checkedTask(file: string, task: string, needs: unknown, source: string): ImageNeeds {
  if (!isRecord(needs) || !Array.isArray(needs['files']) || !isRecord(needs['start'])) {
    throw notImageNeeds(file, `"files" and "start" of ${task}`);
  }
  for (const [name, need] of Object.entries(needs['start'])) {
    if (!isNeed(need))
      throw notImageNeeds(file, `${name} of ${task}: { "kind": "setting" or "secret", ... }`);
  }
  return { files: needs['files'], source, start: needs['start'] as ImageNeeds['start'] };
}

const words = ['kind', 'optional', 'because', 'mustBe', 'value'];

function isNeed(need: unknown): need is ImageNeed {
  return (
    isRecord(need) &&
    (need['kind'] === 'setting' || need['kind'] === 'secret') &&
    Object.entries(need).every(([word, text]) => words.includes(word) && isText(text))
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
