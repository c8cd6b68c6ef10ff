import { Construct } from 'constructs';
import { Alarm, awsName, Metric } from '@dotkom/stack';
import { CpuCreditsAlarm } from './cpu-credits-alarm';

export interface DatabaseAlarmsProps {
  /** The database instance's identifier, which the alarms are called after. */
  readonly identifier: string;
  /** How many connections it takes at most. */
  readonly maxConnections: number;
  /** The storage it was given, in GiB. */
  readonly allocatedGibibytes: number;
  readonly topicArn: string;
}

const gibibyte = 1024 ** 3;

/**
 * Tells when a database has less than 15 % of its storage left, when more than 80 % of its connections are taken, and
 * when it has used up its CPU credits, from where on a burstable database costs more and is not slowed down.
 *
 * @example
 * new DatabaseAlarms(this, 'alarms', { identifier: 'platform-prod', maxConnections: 112, allocatedGibibytes: 20, topicArn });
 */
export class DatabaseAlarms extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id);
    const { identifier, maxConnections, allocatedGibibytes, topicArn } = props;
    const of = { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: identifier } };
    const metric = (name: string, statistic: Metric['statistic']): Metric => ({
      ...of,
      name,
      statistic,
      periodSeconds: 300,
    });
    new Alarm(this, 'storage', {
      name: awsName('alarm', [identifier, 'database', 'storage']),
      summary: `The database ${identifier} has less than 15 % of its ${allocatedGibibytes} GiB left. When it is full, it stops.`,
      runbook: 'database-full',
      metric: metric('FreeStorageSpace', 'Minimum'),
      when: { below: Math.round(0.15 * allocatedGibibytes * gibibyte) },
      periods: 3,
      topicArn,
    });
    new Alarm(this, 'connections', {
      name: awsName('alarm', [identifier, 'database', 'connections']),
      summary: `More than 80 % of the ${maxConnections} connections to the database ${identifier} are taken. Beyond them, applications are refused.`,
      runbook: 'database-connections',
      metric: metric('DatabaseConnections', 'Maximum'),
      when: { above: Math.floor(0.8 * maxConnections) },
      periods: 2,
      topicArn,
    });
    new CpuCreditsAlarm(this, 'credits', {
      name: awsName('alarm', [identifier, 'database']),
      summary: `The database ${identifier} has used up its CPU credits: what it computes now is charged for.`,
      of,
      creditsAnHour: 12,
      topicArn,
    });
  }
}
