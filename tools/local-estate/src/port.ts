import { parseArgs } from 'node:util';
import { notAPort, runsOnAnotherPort, wrongArguments } from './errors';

/**
 * The port that `npm start` is asked to listen on, if any.
 *
 * @throws UserError for what is no port, or another option.
 */
export function portIn(args: string[]): number | undefined {
  const port = options(args).port;
  if (port === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) throw notAPort(port);
  return Number(port);
}

/**
 * Makes sure that what runs listens on the port that was asked for.
 *
 * @throws UserError when it was started on another one before.
 */
export function checkPort(asked: number | undefined, endpoint: string): void {
  if (asked !== undefined && new URL(endpoint).port !== String(asked))
    throw runsOnAnotherPort(asked, endpoint);
}

function options(args: string[]): { port?: string } {
  try {
    return parseArgs({ args, options: { port: { type: 'string' } } }).values;
  } catch (error) {
    throw wrongArguments((error as Error).message.split('.')[0] ?? '');
  }
}
