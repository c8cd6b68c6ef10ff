import { notAnOption } from './errors';

export interface RetentionOptions {
  /** How many of the newest images stay in any case. */
  readonly keep: number;
  readonly region: string;
  /** Without it nothing is changed. */
  readonly apply: boolean;
}

/** Reads the words after the command. */
export function parseOptions(words: readonly string[]): RetentionOptions {
  let options: RetentionOptions = { keep: 3, region: 'eu-north-1', apply: false };
  for (const word of words) options = { ...options, ...parseOption(word) };
  return options;
}

function parseOption(word: string): Partial<RetentionOptions> {
  const [name, value] = word.split('=', 2);
  if (word === '--apply') return { apply: true };
  if (name === '--keep' && /^\d+$/.test(value ?? '') && Number(value) >= 2) return { keep: Number(value) };
  if (name === '--region' && value) return { region: value };
  throw notAnOption(word);
}
