import { parseArgs } from 'node:util';
import { notAPort, runsOnAnotherPort, wrongArguments } from './errors';

/**
 * The ports that `npm start` is asked to listen on, if any: `--port` for AWS, `--gateway-port` for the gateway.
 *
 * @throws UserError for what is no port, or another option.
 */
export function portsIn(args: string[]): { port?: number; gatewayPort?: number } {
  const given = options(args);
  return {
    port: checkedPort('port', given.port),
    gatewayPort: checkedPort('gateway-port', given['gateway-port']),
  };
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

function checkedPort(option: string, port: string | undefined): number | undefined {
  if (port === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(port) || Number(port) > 65_535) throw notAPort(port, option);
  return Number(port);
}

function options(args: string[]): { port?: string; 'gateway-port'?: string } {
  try {
    return parseArgs({ args, options: { port: { type: 'string' }, 'gateway-port': { type: 'string' } } })
      .values;
  } catch (error) {
    throw wrongArguments((error as Error).message.split('.')[0] ?? '');
  }
}
