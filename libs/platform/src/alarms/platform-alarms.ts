import { Construct } from 'constructs';
import { placed } from '@dotkom/stack';
import { Cluster } from '../cluster/cluster';
import { NodePool } from '../cluster/node-pool';
import { Gateway } from '../gateway/gateway';
import { inputs } from '../inputs/inputs';
import { Nat } from '../network/nat/nat';
import { ClusterNotices } from './cluster-notices';
import { GatewayAlarms } from './gateway-alarms';
import { NatAlarms } from './nat-alarms';
import { NodePoolAlarms } from './node-pool-alarms';

export interface PlatformAlarmsProps {
  /** The platform's name. */
  readonly name: string;
  readonly nat: Nat;
  readonly gateway: Gateway;
  readonly cluster: Cluster;
  readonly nodePools: readonly NodePool[];
  readonly topicArn: string;
}

/**
 * Everything of a platform that people are told of, but for its database and its budget. Ten alarms with one NAT and two
 * node pools, of which one has two metrics: 1.10 dollars a month, of which the account's first ten metrics (1.00) are
 * free. What wakes and what does not: docs/decisions/alarms.md.
 *
 * @example
 * new PlatformAlarms(this, 'alarms', { name: 'platform-prod', nat, gateway, cluster, nodePools, topicArn: topic.arn });
 */
export class PlatformAlarms extends Construct {
  constructor(scope: Construct, id: string, props: PlatformAlarmsProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'PlatformAlarms.props', props);
    const { name, nat, gateway, cluster, nodePools, topicArn } = props;
    new NatAlarms(this, 'nat', { name, autoScalingGroupNames: nat.autoScalingGroupNames, topicArn });
    new GatewayAlarms(this, 'gateway', { name, metricName: gateway.metricName, topicArn });
    for (const { architecture, autoScalingGroupName, capacityProvider } of nodePools) {
      new NodePoolAlarms(this, architecture, {
        clusterName: cluster.name,
        capacityProvider,
        autoScalingGroupName,
        topicArn,
      });
    }
    new ClusterNotices(this, 'cluster', {
      name,
      clusterName: cluster.name,
      autoScalingGroupNames: nodePools.map(({ autoScalingGroupName }) => autoScalingGroupName),
      topicArn,
    });
  }
}
