import { Construct } from 'constructs';
import {
  CloudwatchMetricAlarm,
  CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { impossibleAlarm } from '../errors';
import { organisation } from '../organisation';
import { inputs } from '../inputs/inputs';
import { placed } from '../inputs/placed';
import { checked } from '../problems';
import { projectOf } from '../project';
import { runbookUrl, Runbook } from './runbook';

/** A metric of CloudWatch, and how its values of one period become one number. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'SampleCount' | 'Sum';
  /** @default 60 */
  readonly periodSeconds?: number;
}

/** A number that CloudWatch computes of several metrics, such as a share. Each of them costs as much as an alarm of its own. */
export interface MetricExpression {
  /** In CloudWatch's metric math, with the names of `of`: `100 * errors / requests`. */
  readonly expression: string;
  /** The metrics by their names in the expression, which begin with a lower-case letter. All have one period. */
  readonly of: Readonly<Record<string, Metric>>;
}

export interface AlarmProps {
  /** The name of the alarm, which is what a person sees first: made with `awsName('alarm', [...])`. */
  readonly name: string;
  /** What is wrong when it rings, as one sentence. */
  readonly summary: string;
  /** The page of docs/runbooks that says what to do. */
  readonly runbook: Runbook;
  readonly metric: Metric | MetricExpression;
  /** It rings when the metric is so, in as many periods in a row as `periods` says. */
  readonly when: { readonly above: number } | { readonly below: number };
  /** @default 1 */
  readonly periods?: number;
  /** What it means when there are no values at all. @default 'fine' */
  readonly noData?: 'fine' | 'bad';
  /** Where it tells of itself, also when it is over. @default nowhere: it is there for what looks at it */
  readonly topicArn?: string;
}

/** The most that AWS takes as an alarm's description. Source: CloudWatch API, PutMetricAlarm. */
const longestDescription = 1024;

const daySeconds = 86_400;

/**
 * An alarm that somebody is told of, or that ECS looks at during a deploy. What it says names the owner and the page of docs/runbooks that helps.
 * Ten alarms are free in an account, each further one costs 0.10 dollars a month.
 *
 * @example
 * new Alarm(this, 'unhealthy-alarm', {
 *   name: awsName('alarm', [application, environment, service, 'unhealthy']),
 *   summary: 'A task of grades does not answer its health check.',
 *   runbook: 'unhealthy-hosts',
 *   metric: { namespace: 'AWS/ApplicationELB', name: 'UnHealthyHostCount', dimensions, statistic: 'Minimum' },
 *   when: { above: 0 },
 *   periods: 5,
 *   topicArn: platform.fact('alarm-topic-arn'),
 * });
 * @throws UserError when AWS would refuse it: a description over 1024 characters, a threshold that is no number, a
 *   period that is neither 10 nor 30 seconds nor whole minutes, periods that are longer than a day together, or an
 *   expression of metrics whose periods differ.
 */
export class Alarm extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Alarm.props', props);
    const { metric, when, periods = 1, topicArn } = props;
    const description = this.describe(props);
    checked(this, () => refuseImpossible(props, description), undefined);
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: props.name,
      alarmDescription: description,
      ...('expression' in metric ? computed(metric) : measured(metric)),
      ...('above' in when
        ? { comparisonOperator: 'GreaterThanThreshold', threshold: when.above }
        : { comparisonOperator: 'LessThanThreshold', threshold: when.below }),
      evaluationPeriods: periods,
      treatMissingData: props.noData === 'bad' ? 'breaching' : 'notBreaching',
      ...(topicArn !== undefined && { alarmActions: [topicArn], okActions: [topicArn] }),
    });
    this.arn = alarm.arn;
    this.name = alarm.alarmName;
  }

  private describe({ summary, runbook }: AlarmProps): string {
    const owner = `${organisation.github}/${projectOf(this).owner}`;
    return `${summary} Owner: ${owner}. What to do: ${runbookUrl(runbook)}`;
  }
}

type Measurement = Partial<CloudwatchMetricAlarmConfig>;

function measured(metric: Metric): Measurement {
  const { namespace, name: metricName, dimensions, statistic } = metric;
  return { namespace, metricName, dimensions, statistic, period: periodOf(metric) };
}

function computed({ expression, of }: MetricExpression): Measurement {
  return {
    metricQuery: [
      { id: 'value', expression, label: expression, returnData: true },
      ...Object.entries(of).map(([id, metric]) => {
        const { namespace, name: metricName, dimensions, statistic: stat } = metric;
        return { id, metric: { namespace, metricName, dimensions, stat, period: periodOf(metric) } };
      }),
    ],
  };
}

function periodOf({ periodSeconds = 60 }: Metric): number {
  return periodSeconds;
}

function refuseImpossible(
  { name, metric, when, periods = 1 }: AlarmProps,
  { length }: { length: number },
): void {
  const lengths = 'expression' in metric ? Object.values(metric.of).map(periodOf) : [periodOf(metric)];
  const [period = 0, ...others] = new Set(lengths);
  const threshold = 'above' in when ? when.above : when.below;
  if (!Number.isFinite(threshold)) throw impossibleAlarm(name, `its threshold is ${threshold}`);
  if (others.length > 0) throw impossibleAlarm(name, `its metrics have different periods`);
  if (![10, 30].includes(period) && !(Number.isInteger(period / 60) && period > 0)) {
    throw impossibleAlarm(name, `a period of it is ${period} seconds`);
  }
  if (!(Number.isInteger(periods) && periods > 0) || period * periods > daySeconds) {
    throw impossibleAlarm(name, `it looks at ${periods} periods of ${period} seconds`);
  }
  if (length > longestDescription) throw impossibleAlarm(name, `what it says has ${length} characters`);
}
