import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogSubscriptionFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter';
import { Fn, ITerraformDependable, Op, Token } from 'cdktf';
import { impossibleRetention } from '../errors';
import { inputs } from '../inputs/inputs';
import { placed } from '../inputs/placed';
import { checked } from '../problems';

/** What stands for "nowhere" where logs could be forwarded to: an SSM parameter cannot be empty. */
export const notForwarded = 'none';

/** The days that AWS can keep a log for. Source: CloudWatch Logs API, PutRetentionPolicy. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export interface LogGroupProps {
  readonly name: string;
  /** The days after which lines are forgotten. @default 14 */
  readonly retentionDays?: number;
  /**
   * The CloudWatch Logs destination that gets every line too, or `'none'`. A platform's fact will do: it is known when
   * the plan is made.
   */
  readonly forwardTo: string;
}

/**
 * A log that ends, and that goes on to one more place where the platform says so.
 * 0.50 to 0.60 dollars per GB that is written; keeping it is 0.03 per GB and month.
 *
 * @example
 * new LogGroup(this, 'log', { name: '/applications/grades/prod/backend', forwardTo: platform.fact('log-destination-arn') });
 * @throws UserError when AWS does not know the retention.
 */
export class LogGroup extends Construct {
  readonly arn: string;
  readonly name: string;
  /** What writes by itself depends on it: it would make a log that never ends. */
  readonly created: ITerraformDependable;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(...placed(scope, id));
    const { name, retentionDays = 14, forwardTo } = inputs.checked(this, 'LogGroup.props', props);
    const retentionInDays = checked(this, () => checkedRetention(retentionDays), retentions[0]);
    const group = new CloudwatchLogGroup(this, 'group', { name, retentionInDays });
    this.arn = group.arn;
    this.name = group.name;
    this.created = group;
    // The provider refuses 'none' as an ARN even where nothing is created with it.
    if (forwardTo !== notForwarded) this.forward(group, forwardTo);
  }

  private forward(group: CloudwatchLogGroup, destinationArn: string): void {
    const filter = new CloudwatchLogSubscriptionFilter(this, 'forward', {
      name: 'forward',
      logGroupName: group.name,
      filterPattern: '',
      destinationArn,
    });
    if (!Token.isUnresolved(destinationArn)) return;
    filter.addOverride('count', Fn.conditional(Op.neq(destinationArn, notForwarded), 1, 0));
  }
}

function checkedRetention(days: number): number {
  if (!retentions.includes(days)) throw impossibleRetention(days, retentions);
  return days;
}
