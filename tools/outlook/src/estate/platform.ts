import { factsWritten, resourcesOf, settledNumber, SynthesisedStack } from '@dotkom/synthesised';
import { DatabaseServer, readDatabaseServers } from './database-servers';
import { EstateStack, readEstateStack } from './estate-stack';
import { Gateway, readGateways } from './gateway';
import { Nat, Network, readNats, readNetwork } from './network';
import { NodePool, readNodePools } from './node-pools';

/** An instance of the platform. */
export interface Platform extends EstateStack {
  /** By which applications name it: `prod`. */
  readonly instance: string;
  readonly network: Network;
  /** What reaches the internet on behalf of the private subnets. */
  readonly nats: readonly Nat[];
  readonly gateways: readonly Gateway[];
  readonly pools: readonly NodePool[];
  readonly databaseServers: readonly DatabaseServer[];
  /** What the budget allows in a month, in dollars, if there is one. */
  readonly budgetDollars?: number;
  /** The parameters in which applications read what they may know of it, with the expression of each. */
  readonly facts: Readonly<Record<string, string>>;
}

export function readPlatform(stack: SynthesisedStack): Platform {
  const [path = ''] = factsWritten(stack);
  return {
    ...readEstateStack(stack),
    instance: path.slice(path.lastIndexOf('/') + 1),
    network: readNetwork(stack),
    nats: readNats(stack),
    gateways: readGateways(stack),
    pools: readNodePools(stack),
    databaseServers: readDatabaseServers(stack),
    budgetDollars: settledNumber(resourcesOf(stack, 'aws_budgets_budget')[0]?.config.limit_amount),
    facts: Object.fromEntries(
      resourcesOf(stack, 'aws_ssm_parameter')
        .filter(({ config }) => String(config.name).startsWith(`${path}/`))
        .map(({ config }) => [String(config.name), String(config.value)]),
    ),
  };
}
