import { settledNumber } from '@dotkom/synthesised';
import { hoursAMonth } from '@dotkom/stack/prices';
import { blocksOf } from '../../estate/part';
import { line } from '../line';
import { Pricing } from '../pricing';

const daysAMonth = hoursAMonth / 24;

/** A log that is kept for ever is counted for a year: by then it is more than all others. */
const daysOfForEver = 365;

const logGroup: Pricing = ({ address, config, constructPath: of }, { workloads, volumes }) => {
  const writing = workloads.filter(({ logGroups }) => logGroups.some((group) => group.address === address));
  const tasks = writing.reduce((sum, { count }) => sum + count.atRest, 0);
  const written = writing.length > 0 ? tasks * volumes.logGigabytesPerTask : volumes.otherLogGigabytes;
  const months = (settledNumber(config.retention_in_days) ?? daysOfForEver) / daysAMonth;
  return [
    line('use', 'logs', of, `${written} GB written`, 'logs/ingested', written),
    line('use', 'logs', of, `${(written * months).toFixed(2)} GB kept`, 'logs/stored', written * months),
  ];
};

/** Each metric of an alarm counts as one. */
const alarm: Pricing = ({ config, constructPath: of }) => {
  const metrics = blocksOf(config.metric_query).filter(({ metric }) => metric !== undefined).length || 1;
  return [
    line(
      'fixed',
      'alarms',
      of,
      metrics === 1 ? 'an alarm' : `an alarm on ${metrics} metrics`,
      'cloudwatch/alarm',
      metrics,
    ),
  ];
};

/** Target tracking makes an alarm above its aim and one below. Source: Application Auto Scaling User Guide. */
const scalingPolicy: Pricing = ({ config, constructPath: of }) =>
  config.policy_type === 'TargetTrackingScaling'
    ? [line('fixed', 'alarms', of, '2 alarms by which it scales', 'cloudwatch/alarm', 2)]
    : [];

export const observing: Readonly<Record<string, Pricing>> = {
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_metric_alarm: alarm,
  aws_appautoscaling_policy: scalingPolicy,
};
