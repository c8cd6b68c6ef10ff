import { Construct } from 'constructs';
import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { organisation, projectOf, Runbook, runbookUrl } from '@dotkom/stack';

/** Which events of AWS are meant: each field has one of the values, or begins as `prefix` says. */
export interface EventPattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly resources?: readonly { readonly prefix: string }[];
  readonly detail: Readonly<Record<string, readonly string[]>>;
}

export interface EventNoticeProps {
  /** The name of the rule: made with `awsName('event rule', [...])`. */
  readonly name: string;
  readonly description: string;
  readonly pattern: EventPattern;
  /** What of the event the message tells, as JSON paths by the names it has in the message. */
  readonly variables: Readonly<Record<string, string>>;
  /** What a person reads, with `<name>` where a variable goes, and no double quotes. */
  readonly message: string;
  /** The page of docs/runbooks that says what to do. */
  readonly runbook: Runbook;
  readonly topicArn: string;
}

/**
 * A message to people about something that happens and has no end, such as a deployment that failed. Like an alarm it
 * says what is wrong, who owns it and which page of docs/runbooks helps. Events of AWS's own services are free.
 *
 * @example
 * new EventNotice(this, 'deploy-failed', {
 *   name: awsName('event rule', ['platform-prod', 'deploy-failed']),
 *   description: 'A deployment failed',
 *   pattern: { source: ['aws.ecs'], 'detail-type': ['ECS Deployment State Change'], detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] } },
 *   variables: { service: '$.resources[0]', reason: '$.detail.reason' },
 *   message: 'The deployment of <service> failed: <reason>',
 *   runbook: 'deploy-rolled-back',
 *   topicArn,
 * });
 */
export class EventNotice extends Construct {
  constructor(scope: Construct, id: string, props: EventNoticeProps) {
    super(scope, id);
    const { name, description, pattern, variables, topicArn } = props;
    const rule = new CloudwatchEventRule(this, 'rule', {
      name,
      description,
      eventPattern: JSON.stringify(pattern),
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      arn: topicArn,
      inputTransformer: { inputPaths: { ...variables }, inputTemplate: this.template(props) },
    });
  }

  /** Each line of the message in quotes of its own: so EventBridge wants a text that is no JSON. */
  private template({ message, runbook }: EventNoticeProps): string {
    const owner = `${organisation.github}/${projectOf(this).owner}`;
    const lines = [message, `Owner of the platform: ${owner}.`, `What to do: ${runbookUrl(runbook)}`];
    return lines.map((line) => `"${line}"`).join('\n');
  }
}

/** What Auto Scaling says of its attempts to start and end instances of some groups. */
export function autoScalingEvents(
  groupNames: readonly string[],
  detailTypes: readonly string[],
): EventPattern {
  return {
    source: ['aws.autoscaling'],
    'detail-type': detailTypes,
    detail: { AutoScalingGroupName: groupNames },
  };
}
