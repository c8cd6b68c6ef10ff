import { Construct } from 'constructs';
import { Alarm, awsName } from '@dotkom/stack';
import { CpuCreditsAlarm } from './cpu-credits-alarm';
import { autoScalingEvents, EventNotice } from './event-notice';

export interface NatAlarmsProps {
  /** The platform's name. */
  readonly name: string;
  /** The Auto Scaling groups that keep the NATs alive. */
  readonly autoScalingGroupNames: readonly string[];
  readonly topicArn: string;
}

/**
 * Tells when a NAT is away for longer than its replacement takes, when one was replaced or could not be, and when one is
 * about to be slowed down. Two alarms for each NAT; a failed status check has none of its own, because the group
 * replaces such an instance, and that is told.
 *
 * @example
 * new NatAlarms(this, 'nat', { name: 'platform-prod', autoScalingGroupNames: nat.autoScalingGroupNames, topicArn });
 */
export class NatAlarms extends Construct {
  constructor(scope: Construct, id: string, { name, autoScalingGroupNames, topicArn }: NatAlarmsProps) {
    super(scope, id);
    for (const group of autoScalingGroupNames) {
      const dimensions = { AutoScalingGroupName: group };
      new Alarm(this, `${group}-down`, {
        name: awsName('alarm', [group, 'down']),
        summary: `No instance of ${group} is in service: private subnets do not reach the internet, so nothing new starts.`,
        runbook: 'nat-broken',
        metric: {
          namespace: 'AWS/AutoScaling',
          name: 'GroupInServiceInstances',
          dimensions,
          statistic: 'Maximum',
        },
        when: { below: 1 },
        periods: 5,
        noData: 'bad',
        topicArn,
      });
      new CpuCreditsAlarm(this, `${group}-credits`, {
        name: group,
        summary: `${group} has used up its CPU credits: everything that goes out to the internet becomes slow.`,
        of: { namespace: 'AWS/EC2', dimensions },
        creditsAnHour: 6,
        topicArn,
      });
    }
    new EventNotice(this, 'replaced', {
      name: awsName('event rule', [name, 'nat-replaced']),
      description: 'A NAT was ended, or the next one could not be started',
      pattern: autoScalingEvents(autoScalingGroupNames, [
        'EC2 Instance Terminate Successful',
        'EC2 Instance Launch Unsuccessful',
      ]),
      variables: {
        group: '$.detail.AutoScalingGroupName',
        what: '$.detail.Description',
        status: '$.detail.StatusMessage',
        cause: '$.detail.Cause',
      },
      message:
        'A NAT is being replaced (<group>): <what>. <status> <cause> If the next one is not there in 8 minutes, an alarm follows. ' +
        'Deploys that failed meanwhile must be run again.',
      runbook: 'nat-broken',
      topicArn,
    });
  }
}
