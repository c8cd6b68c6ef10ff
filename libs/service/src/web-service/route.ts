import { Construct } from 'constructs';
import { EcsService } from '@cdktf/provider-aws/lib/ecs-service';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { awsName } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { createForwardRule } from '../hosts/forward-rule';
import { NormalisedWebService } from './props';

export interface RouteProps extends Pick<
  NormalisedWebService,
  'gatewayCheck' | 'drainSeconds' | 'stickySeconds'
> {
  readonly service: string;
}

/** The way of a request from the gateway to the service's tasks. The hosts that lead to it are the application's. */
export class Route extends Construct {
  readonly targetGroup: LbTargetGroup;
  /**
   * By which the target group is the gateway's: ECS refuses one that no load balancer uses. The rules of hosts come
   * later, once the service is there to answer; until then nobody is led to it but who asks for a name that no DNS knows.
   */
  readonly attachment: LbListenerRule;

  constructor(scope: Construct, id: string, props: RouteProps) {
    super(scope, id);
    this.targetGroup = this.createTargetGroup(props);
    this.attachment = this.attach(props);
  }

  /** Leads hosts to the service. */
  open(hosts: NormalisedWebService['hosts'], claimant: Construct, service: EcsService): void {
    const { hosts: ofApplication } = ApplicationStack.of(this);
    for (const host of hosts)
      ofApplication.leadToService(host, claimant, { targetGroup: this.targetGroup, service });
  }

  private createTargetGroup({
    service,
    gatewayCheck,
    drainSeconds,
    stickySeconds,
  }: RouteProps): LbTargetGroup {
    const { application, environment, platform } = ApplicationStack.of(this);
    const vpcId = platform.fact('vpc-id');
    const immutable = { vpcId, port: 80, protocol: 'HTTP', targetType: 'instance' };
    return new LbTargetGroup(this, 'target-group', {
      name: awsName('target group', [application, environment.name, service], immutable),
      vpcId,
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

  private attach({ service }: RouteProps): LbListenerRule {
    const { application, environment, platform } = ApplicationStack.of(this);
    return createForwardRule(this, 'attachment', {
      listenerArn: platform.fact('https-listener-arn'),
      host: `${service}.${application}-${environment.name}.invalid`, // RFC 2606: a name that nobody can ever have.
      targetGroupArn: this.targetGroup.arn,
    });
  }
}
