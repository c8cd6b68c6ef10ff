import { CloudWatchClient, DescribeAlarmsCommand, MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** An alarm that rings. */
export interface RingingAlarm {
  readonly name: string;
  readonly since?: Date;
  /** What is wrong, whose it is and what to do, as the alarm itself says it. */
  readonly description: string;
}

/** What one question to CloudWatch may name. */
const mostNames = 100;

/** Which of these alarms ring, by their names. */
export async function ringingAlarms(
  account: Account,
  names: readonly string[],
): Promise<Map<string, RingingAlarm>> {
  const cloudWatch = new CloudWatchClient(clientConfig(account));
  const found: MetricAlarm[] = [];
  for (let first = 0; first < names.length; first += mostNames) {
    const AlarmNames = names.slice(first, first + mostNames);
    const { MetricAlarms = [] } = await cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames, StateValue: 'ALARM', MaxRecords: mostNames }),
    );
    // An emulator answers with all that are named.
    found.push(...MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM'));
  }
  return new Map(
    found.map(
      ({ AlarmName: name = '', StateTransitionedTimestamp, StateUpdatedTimestamp, AlarmDescription }) => [
        name,
        {
          name,
          since: StateTransitionedTimestamp ?? StateUpdatedTimestamp,
          description: AlarmDescription ?? '',
        },
      ],
    ),
  );
}
