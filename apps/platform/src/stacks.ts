import { Construct } from 'constructs';
import {
  AlarmTopic,
  Architecture,
  Cluster,
  Database,
  Gateway,
  Nat,
  Network,
  NodeAccess,
  NodePool,
  PlatformFacts,
  PlatformName,
  platformNames,
  platformStackName,
} from '@dotkom/platform';
import { InfraStack, notForwarded } from '@dotkom/stack';
import { platforms, PlatformSettings } from './instances';

/** The infrastructure that every application shares. Applications know of it what {@link PlatformFacts} tells them. */
export class Platform extends InfraStack {
  constructor(scope: Construct, platform: PlatformName, settings: PlatformSettings) {
    const name = platformStackName(platform);
    super(scope, name, { environment: platform });

    const alarmTopic = new AlarmTopic(this, 'alarm-topic', name);
    const network = new Network(this, 'network', { name, ...settings.network });
    const nat = new Nat(this, 'nat', { name: `${name}-nat`, network, ...settings.nat });
    const gateway = new Gateway(this, 'gateway', { name, network });
    const cluster = new Cluster(this, 'cluster', name);
    const access = new NodeAccess(this, 'node-access', { name, network, gateway, cluster });
    const nodePool = (architecture: Architecture) =>
      new NodePool(this, `${architecture}-nodes`, {
        name,
        architecture,
        network,
        cluster,
        access,
        image: settings.nodeImage,
        ...settings.nodePools[architecture],
      });
    const [arm64, amd64] = [nodePool('arm64'), nodePool('amd64')];
    cluster.use([arm64, amd64]);
    const database = new Database(this, 'database', {
      name,
      platform,
      network,
      alarmTopicArn: alarmTopic.arn,
      ...settings.database,
    });
    database.allowFrom('nodes', access.firewall);
    database.allowFrom('jump-host', nat.outside);

    new PlatformFacts(this, 'facts', platform, {
      'vpc-id': network.vpcId,
      'cluster-arn': cluster.arn,
      'https-listener-arn': gateway.httpsListenerArn,
      'gateway-dns-name': gateway.dnsName,
      'gateway-zone-id': gateway.zoneId,
      'gateway-metric-name': gateway.metricName,
      'alarm-topic-arn': alarmTopic.arn,
      'database-address': database.address,
      'database-function-name': database.functionName,
      'log-destination-arn': notForwarded,
      'service-connect-namespace-arn': cluster.serviceConnectNamespaceArn,
      'capacity-provider-arm64': arm64.capacityProvider,
      'capacity-provider-amd64': amd64.capacityProvider,
    });
  }
}

export default (app: Construct) => {
  for (const platform of platformNames) new Platform(app, platform, platforms[platform]);
};
