import { parseArgs } from 'node:util';
import { wrongArguments } from './errors';
import { portIn } from './port';

/** What `npm start` is asked for. */
export interface Asked {
  /** On which AWS listens. @default a free one */
  readonly port?: number;
  /** On which the gateway listens. @default 8080, or a free one */
  readonly gatewayPort?: number;
  /** What is deployed beside what all of them share. @default all */
  readonly applications: readonly string[];
}

/**
 * Reads what follows `npm start --`.
 *
 * @throws UserError for an option that there is not, and for what is no port.
 * @example askedFor(['kvittering', '--port', '4566'])
 */
export function askedFor(args: string[]): Asked {
  const { values, positionals } = parsed(args);
  return {
    port: portIn('port', values.port),
    gatewayPort: portIn('gateway-port', values['gateway-port']),
    applications: positionals,
  };
}

function parsed(args: string[]) {
  try {
    const options = { port: { type: 'string' }, 'gateway-port': { type: 'string' } } as const;
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw wrongArguments((error as Error).message.split('.')[0] ?? '');
  }
}
