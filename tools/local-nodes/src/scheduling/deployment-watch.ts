import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  MetricAlarm,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { RememberedService } from '@dotkom/local-aws';
import { Answers, CountedAnswer } from '../gateway/answers';
import { settingsOf } from './service-settings';

/** How often alarms are looked at. */
const pauseMs = 1000;

/** For how long after an error a deployment is not over: the next ones may follow. */
const doubtMs = 3000;

/**
 * The alarms that take a service's deployments back, by what its tasks answered at the gateway. Here, numbers are there at
 * once, and one period in which an alarm's limit is passed is enough.
 */
export class DeploymentWatch {
  private readonly cloudWatch: Pick<CloudWatchClient, 'send'>;
  private readonly answers: Answers;
  private readonly service: RememberedService;
  private alarms: readonly MetricAlarm[] = [];
  private readonly ringing = new Set<string>();
  private began = 0;
  private lastLooked = 0;
  private countsForThis = false;

  constructor(cloudWatch: Pick<CloudWatchClient, 'send'>, answers: Answers, service: RememberedService) {
    this.cloudWatch = cloudWatch;
    this.answers = answers;
    this.service = service;
  }

  /** A deployment begins. Alarms that ring already do not end it, as on AWS: it may be what mends the service. */
  async begin(): Promise<void> {
    this.began = Date.now();
    this.countsForThis = this.ringing.size === 0;
    const AlarmNames = [...settingsOf(this.service).alarms];
    if (AlarmNames.length === 0) return void (this.alarms = []);
    // Where they cannot be read, as while all of it ends, none is watched.
    const { MetricAlarms = [] } = await this.cloudWatch
      .send(new DescribeAlarmsCommand({ AlarmNames }))
      .catch(() => ({ MetricAlarms: [] as MetricAlarm[] }));
    this.alarms = MetricAlarms;
  }

  /** Whether an alarm ends the deployment that goes on. */
  get hasRung(): boolean {
    return this.countsForThis && this.ringing.size > 0;
  }

  /** Whether errors come in, of which there may soon be too many. */
  get isInDoubt(): boolean {
    if (!this.countsForThis || this.alarms.length === 0) return false;
    const from = Math.max(this.began, Date.now() - doubtMs);
    return settingsOf(this.service).loadBalancers.some(({ targetGroupArn }) =>
      this.answers.since(targetGroupArn, from).some(isError),
    );
  }

  /** Looks at the alarms, once a second at most, and has CloudWatch know which ring. */
  look(now = Date.now()): void {
    if (now - this.lastLooked < pauseMs) return;
    this.lastLooked = now;
    for (const alarm of this.alarms) {
      const name = alarm.AlarmName ?? '';
      const rings = this.value(alarm, now) > (alarm.Threshold ?? Infinity);
      if (rings === this.ringing.has(name)) continue;
      if (rings) this.ringing.add(name);
      else this.ringing.delete(name);
      void this.cloudWatch
        .send(
          new SetAlarmStateCommand({
            AlarmName: name,
            StateValue: rings ? 'ALARM' : 'OK',
            StateReason: "counted at this machine's gateway",
          }),
        )
        .catch(() => undefined); // It was destroyed meanwhile.
    }
  }

  private value({ MetricName, Dimensions = [], Period = 60 }: MetricAlarm, now: number): number {
    const metricName = Dimensions.find(({ Name }) => Name === 'TargetGroup')?.Value;
    const group = settingsOf(this.service).loadBalancers.find(
      ({ targetGroupArn }) => metricName && targetGroupArn.endsWith(metricName),
    );
    if (!group) return -Infinity;
    const answers = this.answers.since(group.targetGroupArn, Math.max(this.began, now - Period * 1000));
    if (MetricName === 'HTTPCode_Target_5XX_Count') return answers.filter(isError).length;
    if (MetricName !== 'TargetResponseTime' || answers.length === 0) return -Infinity;
    return answers.reduce((sum, { seconds }) => sum + seconds, 0) / answers.length;
  }
}

function isError({ status }: CountedAnswer): boolean {
  return status >= 500 && status <= 599;
}
