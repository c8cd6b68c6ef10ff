import { Construct } from 'constructs';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener, LbListenerDefaultAction } from '@cdktf/provider-aws/lib/lb-listener';
import { LbListenerCertificate } from '@cdktf/provider-aws/lib/lb-listener-certificate';
import { awsName, checked, InfraStack, placed } from '@dotkom/stack';
import { dollarsAMonth } from '@dotkom/stack/prices';
import { zoneOfHost, zones } from '../contract';
import { inputs } from '../inputs/inputs';
import { anywhere, Firewall } from '../network/firewall';
import { Network } from '../network/network';
import { AccessLogs } from './access-logs';
import { ZoneCertificate } from './certificates';

export interface GatewayProps {
  readonly name: string;
  readonly network: Network;
  /**
   * What is answered to a host that no application claims: 404 and a sentence, or a redirect to one host, with the path
   * that was asked for. Something must serve that host, or it is redirected to itself; validation sees to that.
   *
   * @default 'not found'
   */
  readonly otherHosts?: OtherHosts;
  /** How many days the log of requests is kept. @default 14 */
  readonly accessLogDays?: number;
}

export type OtherHosts = 'not found' | { readonly redirectTo: string };

/** TLS 1.3, and of 1.2 the ciphers with forward secrecy and authentication only (docs/decisions/gateway.md). */
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09';

/**
 * The one public load balancer. It redirects HTTP to HTTPS, ends TLS with a certificate per zone, answers every host
 * that no application claims, and keeps a log of requests in S3; applications add a rule each to its HTTPS listener.
 * About 18 dollars a month, 11 for its three public addresses, and by use.
 *
 * @example
 * const gateway = new Gateway(this, 'gateway', { name: 'platform-prod', network });
 * @throws UserError when other hosts are redirected to one that the gateway's certificates do not cover.
 */
export class Gateway extends Construct {
  readonly dnsName: string;
  readonly zoneId: string;
  /** The gateway as CloudWatch names it: the last part of its ARN. */
  readonly metricName: string;
  readonly httpsListenerArn: string;
  readonly firewall: Firewall;

  private readonly publicAddresses: number;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Gateway.props', props);
    this.firewall = this.createFirewall(props);
    const certificates = zones.map((zone) => new ZoneCertificate(this, `certificate-${zone}`, zone));
    const loadBalancer = this.createLoadBalancer(props);
    this.redirectHttp(loadBalancer);
    this.httpsListenerArn = this.listenOnHttps(loadBalancer, certificates, props.otherHosts).arn;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.metricName = loadBalancer.arnSuffix;
    this.publicAddresses = props.network.publicSubnets.length;
  }

  /** What it costs in a month without a request, in dollars without tax. */
  get mostDollarsAMonth(): number {
    return dollarsAMonth('load-balancer/hour') + dollarsAMonth('vpc/public-ipv4', this.publicAddresses);
  }

  private createFirewall({ name, network }: GatewayProps): Firewall {
    const firewall = new Firewall(this, 'firewall', {
      network,
      name: awsName('security group', [name, 'gateway']),
      description: 'The gateway: the web comes in, and goes on to the nodes',
    });
    firewall.allowIn('http', anywhere, { first: 80, last: 80 });
    firewall.allowIn('https', anywhere, { first: 443, last: 443 });
    return firewall;
  }

  private createLoadBalancer({ name, network, accessLogDays = 14 }: GatewayProps): Lb {
    const logs = new AccessLogs(this, 'access-logs', { name, days: accessLogDays });
    return new Lb(this, 'load-balancer', {
      name: awsName('load balancer', [name]),
      loadBalancerType: 'application',
      internal: false,
      subnets: network.publicSubnets.map(({ id }) => id),
      securityGroups: [this.firewall.securityGroupId],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: InfraStack.of(this).deletionProtection.booleanValue,
      accessLogs: { bucket: logs.bucket, enabled: true },
      dependsOn: [logs.permission, ...network.wayOut],
    });
  }

  private redirectHttp(loadBalancer: Lb): void {
    new LbListener(this, 'http', {
      loadBalancerArn: loadBalancer.arn,
      port: 80,
      protocol: 'HTTP',
      defaultAction: [
        { type: 'redirect', redirect: { port: '443', protocol: 'HTTPS', statusCode: 'HTTP_301' } },
      ],
    });
  }

  private listenOnHttps(
    loadBalancer: Lb,
    [first, ...others]: ZoneCertificate[],
    otherHosts: OtherHosts = 'not found',
  ): LbListener {
    const listener = new LbListener(this, 'https', {
      loadBalancerArn: loadBalancer.arn,
      port: 443,
      protocol: 'HTTPS',
      sslPolicy: tlsPolicy,
      certificateArn: first?.arn,
      defaultAction: [otherHosts === 'not found' ? notFound : this.redirectTo(otherHosts.redirectTo)],
    });
    for (const { arn, node } of others) {
      new LbListenerCertificate(this, `https-${node.id}`, { listenerArn: listener.arn, certificateArn: arn });
    }
    return listener;
  }

  /** Not for good (301), which browsers remember: the host may be an application's tomorrow. */
  private redirectTo(host: string): LbListenerDefaultAction {
    checked(this, () => zoneOfHost(host), undefined);
    return { type: 'redirect', redirect: { host, protocol: 'HTTPS', port: '443', statusCode: 'HTTP_302' } };
  }
}

const notFound: LbListenerDefaultAction = {
  type: 'fixed-response',
  fixedResponse: {
    contentType: 'text/plain',
    statusCode: '404',
    messageBody: 'No application of Dotkom has this host.',
  },
};
