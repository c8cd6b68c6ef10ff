import { connectionsKeptFree, databaseWishPath } from '@dotkom/platform/contract/conventions';
import { jsonIn, settledNumber } from '../stack/expressions';
import { factsWritten } from '../stack/platform-facts';
import { resourcesOf, SynthesisedStack } from '../stack/synthesised-stack';
import { tooManyConnections } from './errors';

/** How many connections an application's database may open in one environment. */
export interface ConnectionWish {
  /** `grades`. */
  readonly application: string;
  /** `grades-prod`. */
  readonly stack: string;
  readonly connections: number;
}

/** The connections of a platform's database server, and who may open them. */
export interface ServerConnections {
  /** The platform's instance: `prod`. */
  readonly platform: string;
  /** How many the server takes. */
  readonly most: number;
  /** How many of them applications may open: all, but for those that are kept free. */
  readonly available: number;
  readonly wishes: readonly ConnectionWish[];
  /** How many applications may open together. */
  readonly wanted: number;
}

/**
 * The platforms whose database server has fewer connections than all applications on it may open together, each as a message.
 * The server refuses the one that asks last, in its deploy; here it is known before.
 */
export function databaseConnections(stacks: readonly SynthesisedStack[]): string[] {
  return connectionsOfServers(stacks)
    .filter(({ wanted, available }) => wanted > available)
    .map(tooManyConnections);
}

/**
 * The connections of every database server whose platform is among these stacks and says how many it takes.
 *
 * @param stacks the synthesised stacks of every project.
 */
export function connectionsOfServers(stacks: readonly SynthesisedStack[]): ServerConnections[] {
  return stacks.flatMap((stack) => {
    const most = mostConnectionsOf(stack);
    if (most === undefined) return [];
    return factsWritten(stack).map((path) => {
      const platform = path.slice(path.lastIndexOf('/') + 1);
      const wishes = wishesOn(platform, stacks);
      const wanted = wishes.reduce((sum, { connections }) => sum + connections, 0);
      return { platform, most, available: most - connectionsKeptFree, wishes, wanted };
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
        application: String(config.name).slice(path.length).split('/')[0] ?? '',
        stack: stack.name,
        connections: Number(jsonIn(String(config.value)).connections),
      })),
  );
}
