import { Construct } from 'constructs';
import { Alarm, awsName, Metric } from '@dotkom/stack';

export interface GatewayAlarmsProps {
  /** The platform's name. */
  readonly name: string;
  /** The gateway as CloudWatch names it. */
  readonly metricName: string;
  readonly topicArn: string;
}

/** Below so many requests in five minutes, a few errors are a large share and wake nobody. */
const fewestRequests = 100;

/**
 * Tells when people see errors, for ten minutes: the gateway's own (no task answers it, or not in time), or those of the
 * applications as a share of all answers.
 *
 * @example
 * new GatewayAlarms(this, 'gateway', { name: 'platform-prod', metricName: gateway.metricName, topicArn });
 */
export class GatewayAlarms extends Construct {
  constructor(scope: Construct, id: string, { name, metricName, topicArn }: GatewayAlarmsProps) {
    super(scope, id);
    const sum = (metric: string): Metric => ({
      namespace: 'AWS/ApplicationELB',
      name: metric,
      dimensions: { LoadBalancer: metricName },
      statistic: 'Sum',
      periodSeconds: 300,
    });
    new Alarm(this, 'own-errors', {
      name: awsName('alarm', [name, 'gateway', 'errors']),
      summary:
        'The gateway itself answers with errors (502, 503, 504): it finds no healthy task of a service.',
      runbook: 'gateway-errors',
      metric: sum('HTTPCode_ELB_5XX_Count'),
      when: { above: 20 },
      periods: 2,
      topicArn,
    });
    new Alarm(this, 'service-errors', {
      name: awsName('alarm', [name, 'services', 'errors']),
      summary: 'More than 10 % of the answers that applications give through the gateway are errors (5xx).',
      runbook: 'gateway-errors',
      metric: {
        expression: `IF(requests > ${fewestRequests}, 100 * errors / requests, 0)`,
        of: { requests: sum('RequestCount'), errors: sum('HTTPCode_Target_5XX_Count') },
      },
      when: { above: 10 },
      periods: 2,
      topicArn,
    });
  }
}
