import { Construct } from 'constructs';
import { Alarm, awsName, checked, Metric, placed } from '@dotkom/stack';
import { classCreditsAnHour, DatabaseClass } from '../database/database-class';
import { inputs } from '../inputs/inputs';
import { CpuCreditsAlarm } from './cpu-credits-alarm';
import { DatabaseNotices } from './database-notices';

export interface DatabaseAlarmsProps {
  /** The database instance's identifier, which the alarms are called after. */
  readonly identifier: string;
  /** How many connections it takes at most. */
  readonly maxConnections: number;
  /** Whether it has CPU credits, and how many. */
  readonly instanceClass: DatabaseClass;
  /** The storage that it began with, in GiB. */
  readonly storageGibibytes: number;
  readonly topicArn: string;
}

const gibibyte = 1024 ** 3;

/**
 * AWS begins to grow the storage when less than a tenth of it is free; the alarm is for what was not grown, so it rings
 * at three quarters of that. An amount and no share, since CloudWatch knows no other: of the storage to begin with, so
 * that it is below where growing begins whatever the storage has become.
 */
const shareThatIsGrown = 0.1;
const shareOfThatWhichRings = 0.75;

/**
 * Tells when a database has so little storage left that AWS should have made it larger, when more than 80 % of its connections are taken, what RDS reports of it, and, of a
 * burstable class, when it has used up its CPU credits, from where on it costs more and is not slowed down.
 *
 * @example
 * new DatabaseAlarms(this, 'alarms', { identifier: 'platform-prod', maxConnections: 144, instanceClass: 'db.t4g.small', storageGibibytes: 20, topicArn });
 */
export class DatabaseAlarms extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'DatabaseAlarms.props', props);
    const { identifier, maxConnections, instanceClass, storageGibibytes, topicArn } = props;
    const leastGibibytesLeft = storageGibibytes * shareThatIsGrown * shareOfThatWhichRings;
    const of = { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: identifier } };
    const metric = (name: string, statistic: Metric['statistic']): Metric => ({
      ...of,
      name,
      statistic,
      periodSeconds: 300,
    });
    new Alarm(this, 'storage', {
      name: awsName('alarm', [identifier, 'database', 'storage']),
      summary: `The database ${identifier} has less than ${leastGibibytesLeft.toFixed(1)} GiB of storage left, and AWS has not made it larger. When it is full, it stops.`,
      runbook: 'database-full',
      metric: metric('FreeStorageSpace', 'Minimum'),
      when: { below: Math.round(leastGibibytesLeft * gibibyte) },
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
    new DatabaseNotices(this, 'notices', { identifier, topicArn });
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
