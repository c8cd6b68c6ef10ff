import { connectionsKeptFree, databaseWishPath } from '@dotkom/platform/contract/conventions';
import { jsonIn, settledNumber } from '../stack/expressions';
import { factsWritten } from '../stack/platform-facts';
import { resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { tooManyConnections } from './errors';

/** How many connections an application's database may open in one environment. */
export interface ConnectionWish {
  /** `grades-prod`. */
  readonly stack: string;
  readonly connections: number;
}

/**
 * The platforms whose database server has fewer connections than all applications on it may open together, each as a message.
 * The server refuses the one that asks last, in its deploy; here it is known before.
 */
export function databaseConnections(stacks: readonly SynthesisedStack[]): string[] {
  return stacks.flatMap((stack) => {
    const most = mostConnectionsOf(stack);
    if (most === undefined) return [];
    return factsWritten(stack).flatMap((path) => {
      const platform = path.slice(path.lastIndexOf('/') + 1);
      const wishes = wishesOn(platform, stacks);
      const wanted = wishes.reduce((sum, { connections }) => sum + connections, 0);
      const available = most - connectionsKeptFree;
      return wanted > available ? [tooManyConnections({ platform, wishes, wanted, available, most })] : [];
    });
  });
}

/** What the server of a platform's stack takes, where its parameters say so. */
function mostConnectionsOf(stack: SynthesisedStack): number | undefined {
  const parameters = resourcesOf(stack, 'aws_db_parameter_group').flatMap(({ config }) =>
    [config.parameter ?? []].flat(),
  );
  return settledNumber(parameters.find(({ name }) => name === 'max_connections')?.value);
}

function wishesOn(platform: string, stacks: readonly SynthesisedStack[]): ConnectionWish[] {
  const path = `${databaseWishPath(platform)}/`;
  return stacks.flatMap((stack) =>
    resourcesOf(stack, 'aws_ssm_parameter')
      .filter(({ config }) => String(config.name).startsWith(path))
      .map(({ config }) => ({
        stack: stack.name,
        connections: Number(jsonIn(String(config.value)).connections),
      })),
  );
}
