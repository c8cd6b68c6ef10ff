import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { listenerPriority } from './listener-priority';

export interface ForwardRuleProps {
  readonly listenerArn: string;
  readonly host: string;
  readonly targetGroupArn: string;
  readonly dependsOn?: ITerraformDependable[];
  /** Whether, on another gateway, the new rule is there before the old one goes. @default true */
  readonly createBeforeDestroy?: boolean;
}

/** A rule on the gateway that leads a host to a target group, at the priority of the host. */
export function createForwardRule(scope: Construct, id: string, props: ForwardRuleProps): LbListenerRule {
  const { listenerArn, host, targetGroupArn, dependsOn = [], createBeforeDestroy = true } = props;
  return new LbListenerRule(scope, id, {
    listenerArn,
    priority: listenerPriority(host),
    condition: [{ hostHeader: { values: [host] } }],
    action: [{ type: 'forward', targetGroupArn }],
    lifecycle: { createBeforeDestroy },
    dependsOn,
  });
}
