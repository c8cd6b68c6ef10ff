import { Construct } from 'constructs';
import { Alarm, awsName } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { NormalisedRollBackOn } from './roll-back-on';

export interface DeploymentAlarmsProps extends NormalisedRollBackOn {
  readonly service: string;
  /** The target group of the service, as CloudWatch names it. */
  readonly targetGroupMetricName: string;
}

/** In how many minutes in a row: one that is bad may be chance, and each further one makes every deploy longer. */
const minutes = 2;

/**
 * The alarms by which ECS takes a deploy back whose tasks are healthy and answer badly (docs/decisions/deployment-alarms.md).
 * Nobody is told of them: a deploy that fails is. 0.20 dollars a month, after the account's first ten alarms.
 */
export class DeploymentAlarms extends Construct {
  readonly names: readonly string[];

  constructor(scope: Construct, id: string, props: DeploymentAlarmsProps) {
    super(scope, id);
    const { service, serverErrors, responseSeconds } = props;
    this.names = [
      this.alarm('errors', props, {
        summary: `${service} answers with more than ${serverErrors} errors (5xx) a minute`,
        metric: { name: 'HTTPCode_Target_5XX_Count', statistic: 'Sum' },
        above: serverErrors,
      }),
      this.alarm('slow', props, {
        summary: `${service} takes more than ${responseSeconds} seconds to answer`,
        metric: { name: 'TargetResponseTime', statistic: 'Average' },
        above: responseSeconds,
      }),
    ];
  }

  private alarm(
    id: string,
    { service, targetGroupMetricName }: DeploymentAlarmsProps,
    { summary, metric, above }: { summary: string; metric: AlbMetric; above: number },
  ): string {
    const { application, environment, platform } = ApplicationStack.of(this);
    const dimensions = {
      TargetGroup: targetGroupMetricName,
      LoadBalancer: platform.fact('gateway-metric-name'),
    };
    return new Alarm(this, id, {
      name: awsName('alarm', [application, environment.name, service, 'deploy', id]),
      summary: `${application}'s ${summary} in ${environment.name}: a deploy that goes on is taken back.`,
      runbook: 'deploy-rolled-back',
      metric: { namespace: 'AWS/ApplicationELB', dimensions, ...metric },
      when: { above },
      periods: minutes,
    }).name;
  }
}

interface AlbMetric {
  readonly name: string;
  readonly statistic: 'Sum' | 'Average';
}
