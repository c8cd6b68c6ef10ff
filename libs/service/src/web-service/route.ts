import { Construct } from 'constructs';
import { DataAwsRoute53Zone } from '@cdktf/provider-aws/lib/data-aws-route53-zone';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { awsName } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { listenerPriority } from '../listener-priority';

export interface RouteProps {
  readonly service: string;
  readonly host: string;
  readonly zone: string;
  readonly healthCheckPath: string;
  readonly drainSeconds: number;
}

/** The way of a request from its host name through the gateway to the service's tasks. */
export class Route extends Construct {
  readonly targetGroupArn: string;
  /** A service waits for its rule: ECS refuses a target group that no load balancer uses. */
  readonly rule: LbListenerRule;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    this.targetGroupArn = this.createTargetGroup(props).arn;
    this.rule = this.createRule(props);
    this.pointHostToGateway(props);
  }

  private createTargetGroup({ service, healthCheckPath, drainSeconds }: RouteProps): LbTargetGroup {
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
        path: healthCheckPath,
        matcher: '200',
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createRule({ host }: RouteProps): LbListenerRule {
    return new LbListenerRule(this, 'rule', {
      listenerArn: ApplicationStack.of(this).platform.fact('https-listener-arn'),
      priority: listenerPriority(host),
      condition: [{ hostHeader: { values: [host] } }],
      action: [{ type: 'forward', targetGroupArn: this.targetGroupArn }],
    });
  }

  private pointHostToGateway({ host, zone }: RouteProps): void {
    const { platform } = ApplicationStack.of(this);
    const { zoneId } = new DataAwsRoute53Zone(this, 'zone', { name: zone });
    new Route53Record(this, 'record', {
      zoneId,
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
