import { Construct } from 'constructs';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { awsName } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { listenerPriority } from '../listener-priority';
import { NormalisedWebService } from './props';

export interface RouteProps extends Pick<
  NormalisedWebService,
  'hosts' | 'gatewayCheck' | 'drainSeconds' | 'stickySeconds'
> {
  readonly service: string;
}

/** The way of a request from its host name through the gateway to the service's tasks. */
export class Route extends Construct {
  readonly targetGroup: LbTargetGroup;
  /** A service waits for its rule: ECS refuses a target group that no load balancer uses. */
  readonly rule: LbListenerRule;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    this.targetGroup = this.createTargetGroup(props);
    this.rule = this.createRule(props);
    this.pointHostsToGateway(props);
  }

  private createTargetGroup({
    service,
    gatewayCheck,
    drainSeconds,
    stickySeconds,
  }: RouteProps): LbTargetGroup {
    const { application, environment, platform } = ApplicationStack.of(this);
    const immutable = { platform: platform.platform, port: 80, protocol: 'HTTP', targetType: 'instance' };
    return new LbTargetGroup(this, 'target-group', {
      name: awsName('target group', [application, environment.name, service], immutable),
      vpcId: platform.fact('vpc-id'),
      targetType: immutable.targetType,
      protocol: immutable.protocol,
      port: immutable.port, // Never used: each task is registered with the port that Docker gave it.
      deregistrationDelay: String(drainSeconds),
      healthCheck: {
        path: gatewayCheck.path,
        matcher: gatewayCheck.matcher,
        interval: gatewayCheck.intervalSeconds,
        timeout: gatewayCheck.timeoutSeconds,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      ...(stickySeconds && {
        stickiness: { enabled: true, type: 'lb_cookie', cookieDuration: stickySeconds },
      }),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createRule({ hosts }: RouteProps): LbListenerRule {
    const values = hosts.map(({ host }) => host);
    return new LbListenerRule(this, 'rule', {
      listenerArn: ApplicationStack.of(this).platform.fact('https-listener-arn'),
      priority: listenerPriority(values[0] ?? ''),
      condition: [{ hostHeader: { values } }],
      action: [{ type: 'forward', targetGroupArn: this.targetGroup.arn }],
    });
  }

  private pointHostsToGateway({ hosts }: RouteProps): void {
    const { platform } = ApplicationStack.of(this);
    const zones = new Map(
      [...new Set(hosts.map(({ zone }) => zone))].map((zone) => [
        zone,
        new DataAwsRoute53Zone(this, `zone-${zone}`, { name: zone }),
      ]),
    );
    for (const { host, zone } of hosts) {
      new Route53Record(this, `record-${host}`, {
        zoneId: zones.get(zone)!.zoneId,
        name: host,
        type: 'A',
        alias: {
          name: platform.fact('gateway-dns-name'),
          zoneId: platform.fact('gateway-zone-id'),
          evaluateTargetHealth: false, // One gateway: there is nowhere else to send them.
        },
      });
    }
  }
}
