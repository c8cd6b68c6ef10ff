import { Construct } from 'constructs';
import { EcsCluster } from '@cdktf/provider-aws/lib/ecs-cluster';
import { EcsClusterCapacityProviders } from '@cdktf/provider-aws/lib/ecs-cluster-capacity-providers';
import { ServiceDiscoveryHttpNamespace } from '@cdktf/provider-aws/lib/service-discovery-http-namespace';
import { awsName, placed } from '@dotkom/stack';
import { inputs } from '../inputs/inputs';

/** What a cluster has to know of a node pool: the pools know the cluster, not the other way round. */
export interface CapacityProvider {
  /** The name by which services choose it. */
  readonly capacityProvider: string;
}

/**
 * The ECS cluster. Container Insights are off, and said to be, because the account's default may be on and they cost
 * more than the nodes. With it comes a namespace in which services that opt into ECS Service Connect find each other.
 *
 * @example
 * const cluster = new Cluster(this, 'cluster', 'platform-prod');
 * cluster.use([new NodePool(this, 'arm64-nodes', { cluster, ... })]);
 */
export class Cluster extends Construct {
  readonly name: string;
  readonly arn: string;
  readonly serviceConnectNamespaceArn: string;

  constructor(scope: Construct, id: string, name: string) {
    super(...placed(scope, id));
    name = inputs.checked(this, 'Cluster.name', name);
    const cluster = new EcsCluster(this, 'cluster', {
      name: awsName('ECS cluster', [name]),
      setting: [{ name: 'containerInsights', value: 'disabled' }],
    });
    // Read back from the cluster, so that what names it is destroyed before it.
    this.name = cluster.name;
    this.arn = cluster.arn;
    this.serviceConnectNamespaceArn = new ServiceDiscoveryHttpNamespace(this, 'namespace', {
      name: awsName('namespace', [name]),
      description: 'Services that call each other without the gateway',
    }).arn;
  }

  /** Makes node pools the cluster's capacity providers. The first is the default of services that name none. */
  use(pools: readonly CapacityProvider[]): void {
    const [first] = pools;
    new EcsClusterCapacityProviders(this, 'capacity-providers', {
      clusterName: this.name,
      capacityProviders: pools.map(({ capacityProvider }) => capacityProvider),
      ...(first && {
        defaultCapacityProviderStrategy: [{ capacityProvider: first.capacityProvider, weight: 1 }],
      }),
    });
  }
}
