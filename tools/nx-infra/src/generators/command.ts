import { quoted } from './construct';
import { notACommand } from './errors';

/** Checks a command that is given as words between spaces. */
export function checkedCommand(text: string): string {
  if (text.trim() === '') throw notACommand();
  return text;
}

/** A command as code: `['node', 'nightly.js']`. */
export function commandCode(text: string): string {
  return `[${text.trim().split(/\s+/).map(quoted).join(', ')}]`;
}
