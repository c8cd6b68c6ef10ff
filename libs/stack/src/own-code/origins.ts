import { replace, Restore } from './guards/replace';

/**
 * Keeps cdktf from noting where each of its values was made: for every token it writes out a stack trace, with the lines of the
 * TypeScript, which takes longer than all else about a stack, and nobody is shown it. Errors keep theirs.
 *
 * Source: captureStackTrace in cdktf's lib/tokens/private/stack-trace.
 *
 * @returns what brings the notes back.
 */
export function noteNoOrigins(): Restore {
  const { captureStackTrace } = Error;
  return replace(Error, 'captureStackTrace', {
    value: (target: object, below?: () => unknown) => {
      if (target instanceof Error) captureStackTrace(target, below);
    },
  });
}
