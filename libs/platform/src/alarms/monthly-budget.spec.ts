import { InfraStack } from '@dotkom/stack';
import { onlyResource } from '@dotkom/stack/testing';
import { Architecture, nodeInstanceTypes } from '../contract';
import { Cluster } from '../cluster/cluster';
import { NodeAccess } from '../cluster/node-access';
import { NodePool } from '../cluster/node-pool';
import { Database, DatabaseProps } from '../database/database';
import { Gateway } from '../gateway/gateway';
import { Nat, NatProps } from '../network/nat/nat';
import { stackWith, testNetwork } from '../testing';
import { CostingPart, MonthlyBudget } from './monthly-budget';

const topicArn = 'arn:aws:sns:eu-north-1:123456789012:platform-test-alarms';
const name = 'platform-test';

interface Parts {
  readonly arm64?: number;
  readonly amd64?: number;
  readonly nats?: NatProps['zones'];
  readonly database?: Pick<DatabaseProps, 'instanceClass' | 'storageGibibytes'>;
}

/** The parts of a platform, and what each says that it may cost. */
function partsOf(scope: InfraStack, { arm64 = 8, amd64 = 2, nats, database }: Parts) {
  const network = testNetwork(scope);
  const nat = new Nat(scope, 'nat', { name: `${name}-nat`, network, imageName: 'fck-nat', zones: nats });
  const gateway = new Gateway(scope, 'gateway', { name, network });
  const cluster = new Cluster(scope, 'cluster', name);
  const access = new NodeAccess(scope, 'access', { name, network, gateway, cluster });
  const pool = (architecture: Architecture, maxNodes: number) =>
    new NodePool(scope, architecture, {
      ...{ name, architecture, network, wayOut: nat.wayOut, cluster, access, image: 'ecs-optimised' },
      ...{ minNodes: 0, maxNodes },
    });
  const server = new Database(scope, 'database', {
    ...{
      name,
      platform: 'prod',
      network,
      wayOut: nat.wayOut,
      alarmTopicArn: topicArn,
      postgresVersion: '17',
    },
    instanceClass: 'db.t4g.micro',
    storageGibibytes: { from: 20, to: 100 },
    ...database,
  });
  return { arm64: pool('arm64', arm64), amd64: pool('amd64', amd64), nat, gateway, database: server };
}

/** What parts say, in cents, and the budget of all of them. */
function budgetOf(parts: Parts = {}) {
  let said: Record<string, number> = {};
  const stack = stackWith((scope) => {
    const made: Record<string, CostingPart> = partsOf(scope, parts);
    said = Object.fromEntries(
      Object.entries(made).map(([part, { mostDollarsAMonth }]) => [
        part,
        Math.round(mostDollarsAMonth * 100),
      ]),
    );
    new MonthlyBudget(scope, 'budget', { name, parts: Object.values(made), forUse: 50, topicArn });
  });
  return { said, limit: Number(onlyResource(stack, 'aws_budgets_budget')['limit_amount']) };
}

describe('what a platform may cost in a month', () => {
  const { said, limit } = budgetOf();

  it('is its instances, disks and addresses, by the prices of eu-north-1', () => {
    expect(nodeInstanceTypes).toEqual({ arm64: 't4g.small', amd64: 't3.small' });
    expect(said).toEqual({
      arm64: Math.round(8 * (0.0172 * 730 + 30 * 0.0836) * 100),
      amd64: Math.round(2 * (0.0216 * 730 + 30 * 0.0836) * 100),
      // Section 5 of the same collection: an instance, its one address, its disk: 7.1 to 7.5 dollars.
      nat: Math.round((0.0043 * 730 + 0.005 * 730 + 8 * 0.0836) * 100),
      gateway: Math.round((0.0252 * 730 + 3 * 0.005 * 730) * 100),
      database: Math.round((0.0193 * 730 + 100 * 0.139 + 0.4) * 100),
    });
  });

  it('makes the budget, with what is used and the tax', () => {
    const fixed = Object.values(said).reduce((sum, cents) => sum + cents, 0) / 100;
    expect(limit).toBe(Math.ceil((fixed + 50) * 1.25));
  });

  it.each<[string, Parts]>([
    ['a larger pool', { arm64: 9 }],
    ['a NAT in each zone', { nats: 'each' }],
    [
      'a larger database',
      { database: { instanceClass: 'db.t4g.small', storageGibibytes: { from: 20, to: 100 } } },
    ],
    [
      'more storage',
      { database: { instanceClass: 'db.t4g.micro', storageGibibytes: { from: 20, to: 200 } } },
    ],
  ])('is more with %s', (_what, parts) => expect(budgetOf(parts).limit).toBeGreaterThan(limit));

  it('is not made up for a class without a price', () => {
    const storageGibibytes = { from: 20, to: 100 };
    expect(() => budgetOf({ database: { instanceClass: 'db.r7g.large', storageGibibytes } })).toThrow(
      "no price 'rds/db.r7g.large'. Add it to libs/stack/src/prices/prices.json",
    );
  });
});
