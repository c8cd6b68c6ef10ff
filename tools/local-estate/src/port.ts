import { notAPort, runsOnAnotherPort } from './errors';

/**
 * The port that an option asks for, if any.
 *
 * @throws UserError for what is no port.
 */
export function portIn(option: string, port: string | undefined): number | undefined {
  if (port === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) throw notAPort(port, option);
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
