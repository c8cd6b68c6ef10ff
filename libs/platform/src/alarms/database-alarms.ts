import { Construct } from 'constructs';
import { Alarm, awsName, checked, Metric } from '@dotkom/stack';
import { classCreditsAnHour, DatabaseClass } from '../database/database-class';
import { CpuCreditsAlarm } from './cpu-credits-alarm';

export interface DatabaseAlarmsProps {
  /** The database instance's identifier, which the alarms are called after. */
  readonly identifier: string;
  /** How many connections it takes at most. */
  readonly maxConnections: number;
  /** Whether it has CPU credits, and how many. */
  readonly instanceClass: DatabaseClass;
  readonly topicArn: string;
}

const gibibyte = 1024 ** 3;

/**
 * An amount and no share: storage grows by itself, and the alarm does not learn of it. AWS begins to grow it with a tenth
 * left, which is 2 GiB of the least there is and 3 from 30 GiB on; less than this for long has not been grown.
 */
const leastGibibytesLeft = 3;

/**
 * Tells when a database has less than 3 GiB of storage left, when more than 80 % of its connections are taken, and, of a
 * burstable class, when it has used up its CPU credits, from where on it costs more and is not slowed down.
 *
 * @example
 * new DatabaseAlarms(this, 'alarms', { identifier: 'platform-prod', maxConnections: 144, instanceClass: 'db.t4g.small', topicArn });
 */
export class DatabaseAlarms extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id);
    const { identifier, maxConnections, instanceClass, topicArn } = props;
    const of = { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: identifier } };
    const metric = (name: string, statistic: Metric['statistic']): Metric => ({
      ...of,
      name,
      statistic,
      periodSeconds: 300,
    });
    new Alarm(this, 'storage', {
      name: awsName('alarm', [identifier, 'database', 'storage']),
      summary: `The database ${identifier} has less than ${leastGibibytesLeft} GiB of storage left. When it is full, it stops.`,
      runbook: 'database-full',
      metric: metric('FreeStorageSpace', 'Minimum'),
      when: { below: leastGibibytesLeft * gibibyte },
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
    const creditsAnHour = checked(this, () => classCreditsAnHour(instanceClass), 0);
    if (creditsAnHour === 0) return;
    new CpuCreditsAlarm(this, 'credits', {
      name: awsName('alarm', [identifier, 'database']),
      summary: `The database ${identifier} has used up its CPU credits: what it computes now is charged for.`,
      of,
      creditsAnHour,
      topicArn,
    });
  }
}
