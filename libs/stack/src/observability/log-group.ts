import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogSubscriptionFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter';
import { Fn, ITerraformDependable, Op } from 'cdktf';

/** What stands for "nowhere" where logs could be forwarded to: an SSM parameter cannot be empty. */
export const notForwarded = 'none';

export interface LogGroupProps {
  readonly name: string;
  /** The days after which lines are forgotten. @default 14 */
  readonly retentionDays?: number;
  /**
   * The CloudWatch Logs destination that gets every line too, or `'none'`. It may be known only when the plan is made.
   */
  readonly forwardTo: string;
}

/**
 * A log that ends, and that goes on to one more place where the platform says so.
 * 0.50 to 0.60 dollars per GB that is written; keeping it is 0.03 per GB and month.
 *
 * @example
 * new LogGroup(this, 'log', { name: '/applications/grades/prod/backend', forwardTo: platform.fact('log-destination-arn') });
 */
export class LogGroup extends Construct {
  readonly arn: string;
  readonly name: string;
  /** What writes by itself depends on it: it would make a log that never ends. */
  readonly created: ITerraformDependable;

  constructor(scope: Construct, id: string, { name, retentionDays = 14, forwardTo }: LogGroupProps) {
    super(scope, id);
    const group = new CloudwatchLogGroup(this, 'group', { name, retentionInDays: retentionDays });
    this.arn = group.arn;
    this.name = group.name;
    this.created = group;
    if (forwardTo === notForwarded) return; // The provider refuses the word even where the filter is not made.
    const filter = new CloudwatchLogSubscriptionFilter(this, 'forward', {
      name: 'forward',
      logGroupName: group.name,
      filterPattern: '',
      destinationArn: forwardTo,
    });
    filter.addOverride('count', Fn.conditional(Op.neq(forwardTo, notForwarded), 1, 0));
  }
}
