import { onlyResource, synthesised } from '../testing';
import { InfraStack } from '../infra-stack';
import { Alarm, AlarmProps } from './alarm';

const base: AlarmProps = {
  name: 'grades-prod-unhealthy',
  summary: 'A task of grades does not answer its health check.',
  runbook: 'unhealthy-hosts',
  metric: {
    namespace: 'AWS/ApplicationELB',
    name: 'UnHealthyHostCount',
    dimensions: { TargetGroup: 'targetgroup/grades/1' },
    statistic: 'Minimum',
  },
  when: { above: 0 },
  topicArn: 'arn:aws:sns:eu-north-1:123456789012:alarms',
};
const alarmOf = (props: Partial<AlarmProps> = {}) =>
  onlyResource(
    synthesised(
      (app) => {
        const stack = new InfraStack(app, 'demo-prod', { environment: 'prod' });
        new Alarm(stack, 'alarm', { ...base, ...props });
        return stack;
      },
      { name: 'grades', owner: 'backlog' },
    ),
    'aws_cloudwatch_metric_alarm',
  );
const metric = base.metric as Exclude<AlarmProps['metric'], { expression: string }>;
const refusalOf = (props: Partial<AlarmProps>) => () => alarmOf(props);

describe('an alarm', () => {
  it('says what is wrong, who owns it and where to read what to do, in this order', () => {
    expect(alarmOf()['alarm_description']).toBe(
      'A task of grades does not answer its health check. Owner: dotkom/backlog. ' +
        'What to do: https://github.com/dotkom/infra/blob/main/docs/runbooks/unhealthy-hosts.md',
    );
  });

  it('tells the topic when it begins and when it is over', () => {
    expect(alarmOf()).toMatchObject({ alarm_actions: [base.topicArn], ok_actions: [base.topicArn] });
  });

  it('tells nobody where there is no topic: what looks at it does', () => {
    const silent = alarmOf({ topicArn: undefined });
    expect(silent).not.toHaveProperty('alarm_actions');
    expect(silent).not.toHaveProperty('ok_actions');
  });

  it('rings at once, by the minute, and takes silence for good, where nothing else is said', () => {
    expect(alarmOf()).toMatchObject({
      period: 60,
      evaluation_periods: 1,
      treat_missing_data: 'notBreaching',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
    });
  });

  it('can take silence for bad, look below, and wait for several periods', () => {
    const patient = alarmOf({ when: { below: 1 }, noData: 'bad', periods: 5 });
    expect(patient).toMatchObject({
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      treat_missing_data: 'breaching',
      evaluation_periods: 5,
    });
  });

  it('can look at what is computed of several metrics', () => {
    const sum = (name: string) => ({ ...metric, name, statistic: 'Sum', periodSeconds: 300 }) as const;
    const share = alarmOf({
      metric: {
        expression: '100 * errors / requests',
        of: { errors: sum('Errors'), requests: sum('Requests') },
      },
    });
    for (const key of ['metric_name', 'namespace', 'period', 'statistic'])
      expect(share).not.toHaveProperty(key);
    const [value, ...parts] = share['metric_query'];
    expect(value).toMatchObject({ expression: '100 * errors / requests', return_data: true });
    expect(parts.map((each: any) => [each.id, each.metric.metric_name, each.metric.stat])).toEqual([
      ['errors', 'Errors', 'Sum'],
      ['requests', 'Requests', 'Sum'],
    ]);
    expect(parts.map((each: any) => [each.return_data, each.metric.period])).toEqual([
      [undefined, 300],
      [undefined, 300],
    ]);
  });

  it('may look at a whole day, and say all that AWS takes', () => {
    expect(alarmOf({ metric: { ...metric, periodSeconds: 3600 }, periods: 24 })['period']).toBe(3600);
    const rest = alarmOf({ summary: '' })['alarm_description'].length;
    expect(alarmOf({ summary: 'x'.repeat(1024 - rest) })['alarm_description']).toHaveLength(1024);
    expect(refusalOf({ summary: 'x'.repeat(1025 - rest) })).toThrow('what it says has 1025 characters');
  });

  it.each<[string, Partial<AlarmProps>]>([
    ['its threshold is NaN', { when: { below: NaN } }],
    ['a period of it is 45 seconds', { metric: { ...metric, periodSeconds: 45 } }],
    ['a period of it is 0 seconds', { metric: { ...metric, periodSeconds: 0 } }],
    ['it looks at 0 periods', { periods: 0 }],
    ['it looks at 1.5 periods', { periods: 1.5 }],
    ['it looks at 25 periods of 3600', { metric: { ...metric, periodSeconds: 3600 }, periods: 25 }],
    [
      'its metrics have different periods',
      { metric: { expression: 'a / b', of: { a: metric, b: { ...metric, periodSeconds: 300 } } } },
    ],
  ])('is refused when %s', (problem, props) => {
    expect(refusalOf(props)).toThrow(`AWS cannot have the alarm 'grades-prod-unhealthy': ${problem}`);
  });
});
