import { Construct } from 'constructs';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { organisation } from '../organisation';
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

export interface AlarmProps {
  /** The name of the alarm, which is what a person sees first: made with `awsName('alarm', [...])`. */
  readonly name: string;
  /** What is wrong when it rings, as one sentence. */
  readonly summary: string;
  /** The page of docs/runbooks that says what to do. */
  readonly runbook: Runbook;
  readonly metric: Metric;
  /** It rings when the metric is so, in as many periods in a row as `periods` says. */
  readonly when: { readonly above: number } | { readonly below: number };
  /** @default 1 */
  readonly periods?: number;
  /** What it means when there are no values at all. @default 'fine' */
  readonly noData?: 'fine' | 'bad';
  /** Where it tells of itself, also when it is over. */
  readonly topicArn: string;
}

/**
 * An alarm that somebody is told of. What it says names the owner and the page of docs/runbooks that helps.
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
 */
export class Alarm extends Construct {
  readonly arn: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { metric, when, topicArn } = props;
    const alarm = new CloudwatchMetricAlarm(this, 'alarm', {
      alarmName: props.name,
      alarmDescription: `${props.summary} Owner: ${organisation.github}/${projectOf(this).owner}. What to do: ${runbookUrl(props.runbook)}`,
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: metric.dimensions,
      statistic: metric.statistic,
      period: metric.periodSeconds ?? 60,
      ...('above' in when
        ? { comparisonOperator: 'GreaterThanThreshold', threshold: when.above }
        : { comparisonOperator: 'LessThanThreshold', threshold: when.below }),
      evaluationPeriods: props.periods ?? 1,
      treatMissingData: props.noData === 'bad' ? 'breaching' : 'notBreaching',
      alarmActions: [topicArn],
      okActions: [topicArn],
    });
    this.arn = alarm.arn;
    this.name = alarm.alarmName;
  }
}
