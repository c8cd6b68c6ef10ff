import { Construct } from 'constructs';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import {
  awsName,
  InfraStack,
  onlyOverTls,
  organisation,
  placed,
  resourcePolicy,
  ResourceStatement,
} from '@dotkom/stack';
import { inputs } from '../inputs/inputs';

/**
 * The one topic of a platform that every alarm is sent to, its own and its applications'. Alarms, rules and budgets of
 * this account may send to it, over TLS alone; people subscribe by hand, so that no address is in the repository (docs/runbooks/README.md).
 * No monthly cost: a thousand e-mails a month are free. Not encrypted by a key of our own, which would cost 1 dollar a
 * month and keep nothing secret: an alarm says that something is wrong, and goes on as plain e-mail
 * (docs/decisions/alarms.md).
 *
 * @example
 * const topic = new AlarmTopic(this, 'alarm-topic', 'platform-prod');
 */
export class AlarmTopic extends Construct {
  /** Read back from the topic's policy, so that whoever sends to it is created when it may. */
  readonly arn: string;

  constructor(scope: Construct, id: string, name: string) {
    super(...placed(scope, id));
    name = inputs.checked(this, 'AlarmTopic.name', name);
    const { arn } = new SnsTopic(this, 'topic', { name: awsName('topic', [name, 'alarms']) });
    const policy = resourcePolicy(this.whoMaySend(arn));
    this.arn = new SnsTopicPolicy(this, 'policy', { arn, policy }).arn;
  }

  private whoMaySend(topicArn: string): ResourceStatement[] {
    const { accountId } = InfraStack.of(this);
    const mayPublish = (sid: string, service: string): ResourceStatement => ({
      sid,
      principal: { Service: `${service}.amazonaws.com` },
      actions: ['sns:Publish'],
      resources: [topicArn],
    });
    const from = (sourceArn: string) => ({
      conditions: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': sourceArn },
      },
    });
    return [
      onlyOverTls('sns', [topicArn]),
      {
        ...mayPublish('Alarms', 'cloudwatch'),
        ...from(`arn:aws:cloudwatch:${organisation.region}:${accountId}:alarm:*`),
      },
      { ...mayPublish('Budgets', 'budgets'), ...from(`arn:aws:budgets::${accountId}:*`) },
      // EventBridge sends nothing that a condition could look at: with one, no message arrives (EventBridge user guide,
      // permissions for Amazon SNS). A rule of another account would have to know this topic's ARN.
      mayPublish('Rules', 'events'),
    ];
  }
}
