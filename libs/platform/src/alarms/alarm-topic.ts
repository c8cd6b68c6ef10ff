import { Construct } from 'constructs';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { awsName } from '@dotkom/stack';

/**
 * The one topic of a platform that every alarm is sent to, its own and its applications'. No monthly cost.
 *
 * @example
 * const topic = new AlarmTopic(this, 'alarm-topic', 'platform-prod');
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    this.arn = new SnsTopic(this, 'topic', { name: awsName('topic', [name, 'alarms']) }).arn;
  }
}
