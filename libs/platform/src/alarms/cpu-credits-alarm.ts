import { Construct } from 'constructs';
import { Alarm, awsName, Metric } from '@dotkom/stack';

export interface CpuCreditsAlarmProps {
  /** What has the credits, in the alarm's name. */
  readonly name: string;
  /** What happens when they are used up, as one sentence. */
  readonly summary: string;
  readonly of: Pick<Metric, 'namespace' | 'dimensions'>;
  /** The CPU credits that one instance earns in an hour: 6 for a t4g.nano, 12 for a micro, 24 for a small. */
  readonly creditsAnHour: number;
  readonly topicArn: string;
}

/**
 * Rings when a burstable instance has had less than half an hour's credits for an hour and a half. So long, because
 * t3 and t4g begin with none: an instance that has just started, or one after the other in a rollout, is not a fault.
 * Source: EC2 user guide, CPU credits and baseline utilization.
 *
 * @example
 * new CpuCreditsAlarm(this, 'credits', { name, summary: 'The NAT is slow.', of: { namespace: 'AWS/EC2', dimensions }, creditsAnHour: 6, topicArn });
 */
export class CpuCreditsAlarm extends Construct {
  constructor(scope: Construct, id: string, props: CpuCreditsAlarmProps) {
    super(scope, id);
    new Alarm(this, 'low', {
      name: awsName('alarm', [props.name, 'cpu-credits']),
      summary: props.summary,
      runbook: 'cpu-credits',
      metric: { ...props.of, name: 'CPUCreditBalance', statistic: 'Minimum', periodSeconds: 300 },
      when: { below: props.creditsAnHour / 2 },
      periods: 18,
      topicArn: props.topicArn,
    });
  }
}
