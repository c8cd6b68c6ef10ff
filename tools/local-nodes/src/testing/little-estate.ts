import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateClusterCommand } from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  CreateTargetGroupCommandInput,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { Clients, clientsOf } from '../clients';
import { LittleService } from './little-service';

/** What a client of the local AWS is made with. */
export const configOf = (endpoint: string) => ({
  endpoint,
  region: 'eu-north-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

const zone = 'grades.no';

/** What a platform deploys, as little of it as requests and tasks need; and what applications add to it. */
export class LittleEstate {
  readonly clients: Clients;
  readonly clusterArn: string;
  private readonly vpcId: string;
  private readonly balancerName: string;
  private readonly listenerArn: string;
  private readonly zoneId: string;
  private priority = 100;

  private constructor(of: Pick<LittleEstate, 'clients' | 'clusterArn'> & Record<string, unknown>) {
    this.clients = of.clients;
    this.clusterArn = of.clusterArn;
    this.vpcId = String(of['vpcId']);
    this.balancerName = String(of['balancerName']);
    this.listenerArn = String(of['listenerArn']);
    this.zoneId = String(of['zoneId']);
  }

  /** A cluster, and a load balancer that redirects HTTP and answers 404 to hosts that it does not know. */
  static async deploy(endpoint: string): Promise<LittleEstate> {
    const config = configOf(endpoint);
    const clients = clientsOf(endpoint);
    const { elb, ecs, route53 } = clients;
    const { CertificateArn } = await new ACMClient(config).send(
      new RequestCertificateCommand({ DomainName: zone, ValidationMethod: 'DNS' }),
    );
    const { Subnets = [] } = await new EC2Client(config).send(new DescribeSubnetsCommand({}));
    const { LoadBalancers: [balancer] = [] } = await elb.send(
      new CreateLoadBalancerCommand({
        Name: 'platform',
        Subnets: Subnets.map(({ SubnetId = '' }) => SubnetId),
      }),
    );
    const LoadBalancerArn = balancer?.LoadBalancerArn;
    const redirect = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } as const;
    await elb.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn, Port: 80, Protocol: 'HTTP' },
        DefaultActions: [{ Type: 'redirect', RedirectConfig: redirect }],
      }),
    );
    const notFound = {
      StatusCode: '404',
      ContentType: 'text/plain',
      MessageBody: 'No application has this host.',
    };
    const { Listeners: [listener] = [] } = await elb.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn, Port: 443, Protocol: 'HTTPS' },
        Certificates: [{ CertificateArn }],
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: notFound }],
      }),
    );
    const { HostedZone } = await route53.send(
      new CreateHostedZoneCommand({ Name: zone, CallerReference: '1' }),
    );
    const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
    return new LittleEstate({
      clients,
      clusterArn: cluster?.clusterArn ?? '',
      vpcId: Subnets[0]?.VpcId,
      balancerName: balancer?.DNSName,
      listenerArn: listener?.ListenerArn,
      zoneId: HostedZone?.Id,
    });
  }

  /**
   * A place for a service of the application `grades`: a host of the same name, a target group and a log.
   *
   * @param health what of its health check differs from a quick one.
   */
  async service(
    name: string,
    health: Partial<CreateTargetGroupCommandInput> = {},
    attributes: Readonly<Record<string, string>> = { 'deregistration_delay.timeout_seconds': '5' },
  ): Promise<LittleService> {
    const { elb, logs } = this.clients;
    const { TargetGroups: [group] = [] } = await elb.send(
      new CreateTargetGroupCommand({
        ...{ Name: `grades-prod-${name}`, Protocol: 'HTTP', Port: 80, VpcId: this.vpcId },
        ...{ TargetType: 'instance', Matcher: { HttpCode: '200' } },
        ...{ HealthCheckPath: '/health', HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 },
        ...{ HealthyThresholdCount: 2, UnhealthyThresholdCount: 2, ...health },
      }),
    );
    const TargetGroupArn = group?.TargetGroupArn ?? '';
    const Attributes = Object.entries(attributes).map(([Key, Value]) => ({ Key, Value }));
    await elb.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
    const host = `${name}.${zone}`;
    await elb.send(
      new CreateRuleCommand({
        ...{ ListenerArn: this.listenerArn, Priority: (this.priority += 1) },
        Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: [host] } }],
        Actions: [{ Type: 'forward', TargetGroupArn }],
      }),
    );
    await this.leadHere(host);
    await logs.send(new CreateLogGroupCommand({ logGroupName: `/applications/grades/prod/${name}` }));
    return new LittleService(this, name, host, TargetGroupArn);
  }

  private async leadHere(host: string): Promise<void> {
    const alias = { DNSName: this.balancerName, HostedZoneId: 'Z23TAZ6LKFMNIO', EvaluateTargetHealth: false };
    const record = { Name: host, Type: 'A', AliasTarget: alias } as const;
    await this.clients.route53.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: this.zoneId,
        ChangeBatch: { Changes: [{ Action: 'CREATE', ResourceRecordSet: record }] },
      }),
    );
  }
}
