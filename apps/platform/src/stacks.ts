import { Construct } from 'constructs';
import {
  AlarmTopic,
  Architecture,
  Cluster,
  Database,
  DatabaseAlarms,
  databasePort,
  DatabaseTunnel,
  Gateway,
  MonthlyBudget,
  Nat,
  Network,
  NodeAccess,
  NodePool,
  PlatformAlarms,
  PlatformFacts,
  PlatformName,
  platformNames,
  platformStackName,
  Sessions,
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
    const gateway = new Gateway(this, 'gateway', { name, network, ...settings.gateway });
    const cluster = new Cluster(this, 'cluster', name);
    const access = new NodeAccess(this, 'node-access', { name, network, gateway, cluster });
    const nodePool = (architecture: Architecture) =>
      new NodePool(this, `${architecture}-nodes`, {
        name,
        architecture,
        network,
        wayOut: nat.wayOut,
        cluster,
        access,
        image: settings.nodeImage,
        ...settings.nodePools[architecture],
      });
    const [arm64, amd64] = [nodePool('arm64'), nodePool('amd64')];
    cluster.use([arm64, amd64]);
    const topicArn = alarmTopic.arn;
    const forwardLogsTo = settings.logDestinationArn ?? notForwarded;
    const database = new Database(this, 'database', {
      name,
      platform,
      network,
      wayOut: nat.wayOut,
      alarmTopicArn: topicArn,
      forwardLogsTo,
      ...settings.database,
    });
    database.allowFrom('nodes', access.firewall);
    database.allowFrom('jump-host', nat.outside);
    new DatabaseTunnel(this, 'database-tunnel', { name, host: database.address, port: databasePort });

    new PlatformAlarms(this, 'alarms', { name, nat, gateway, cluster, nodePools: [arm64, amd64], topicArn });
    new DatabaseAlarms(this, 'database-alarms', {
      identifier: database.identifier,
      maxConnections: database.maxConnections,
      instanceClass: settings.database.instanceClass,
      storageGibibytes: settings.database.storageGibibytes.from,
      topicArn,
    });
    if (settings.monthlyBudget) {
      new MonthlyBudget(this, 'budget', {
        name,
        parts: [arm64, amd64, nat, gateway, database],
        topicArn,
        ...settings.monthlyBudget,
      });
    }
    const roleNames = { ...nat.roleNames, nodes: access.roleName };
    new Sessions(this, 'sessions', { name, roleNames, forwardTo: forwardLogsTo });

    new PlatformFacts(this, 'facts', platform, {
      'vpc-id': network.vpcId,
      'cluster-arn': cluster.arn,
      'https-listener-arn': gateway.httpsListenerArn,
      'gateway-dns-name': gateway.dnsName,
      'gateway-zone-id': gateway.zoneId,
      'gateway-metric-name': gateway.metricName,
      'alarm-topic-arn': topicArn,
      'log-destination-arn': forwardLogsTo,
      'database-address': database.address,
      'database-function-name': database.functionName,
      'service-connect-namespace-arn': cluster.serviceConnectNamespaceArn,
      'capacity-provider-arm64': arm64.capacityProvider,
      'capacity-provider-amd64': amd64.capacityProvider,
    });
  }
}

export default (app: Construct) => {
  for (const platform of platformNames) new Platform(app, platform, platforms[platform]);
};
