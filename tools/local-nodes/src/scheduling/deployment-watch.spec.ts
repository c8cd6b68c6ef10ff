import { RememberedService } from '@dotkom/local-aws';
import { Answers } from '../gateway/answers';
import { DeploymentWatch } from './deployment-watch';

const group = 'arn:aws:elasticloadbalancing:eu-north-1:123456789012:targetgroup/grades/1';
const dimensions = [{ Name: 'TargetGroup', Value: 'targetgroup/grades/1' }];
const errors = { AlarmName: 'errors', MetricName: 'HTTPCode_Target_5XX_Count', Threshold: 10, Period: 60 };
const slow = { AlarmName: 'slow', MetricName: 'TargetResponseTime', Threshold: 5, Period: 60 };

let now = Date.parse('2026-11-26T06:00:00Z');
let states: Record<string, string> = {};
let answers: Answers;

beforeEach(() => {
  [answers, states] = [new Answers(), {}];
  jest.useFakeTimers({ now });
});
afterEach(() => jest.useRealTimers());

/** A CloudWatch that knows both alarms, and notes how they are. */
const cloudWatch = {
  send: jest.fn(async ({ input }: any) => {
    if (input.StateValue) states[input.AlarmName] = input.StateValue;
    return { MetricAlarms: [errors, slow].map((alarm) => ({ ...alarm, Dimensions: dimensions })) };
  }),
} as any;

async function watching(alarms: object = { enable: true, rollback: true, alarmNames: ['errors', 'slow'] }) {
  const sent = { loadBalancers: [{ targetGroupArn: group }], deploymentConfiguration: { alarms } };
  const watch = new DeploymentWatch(cloudWatch, answers, { sent } as unknown as RememberedService);
  await watch.begin();
  return watch;
}

/** So many answers now; a second later, the alarms are looked at. */
function answer(watch: DeploymentWatch, count: number, status: number, seconds = 0.1): void {
  for (let given = 0; given < count; given += 1) answers.note(group, { at: Date.now(), status, seconds });
  later(watch, 1000);
}

function later(watch: DeploymentWatch, milliseconds: number): void {
  now = Date.now() + milliseconds;
  jest.setSystemTime(now);
  watch.look();
}

describe('a deployment that is watched', () => {
  it('is ended by more errors of its tasks than the alarm allows, which CloudWatch is told', async () => {
    const watch = await watching();
    answer(watch, 10, 500);
    expect([watch.hasRung, watch.isInDoubt]).toEqual([false, true]);
    answer(watch, 1, 503);
    expect(watch.hasRung).toBe(true);
    expect(states).toEqual({ errors: 'ALARM' });
  });

  it('is ended by answers that take longer on average, and by nothing that people mistype', async () => {
    const watch = await watching();
    answer(watch, 50, 404);
    expect([watch.hasRung, watch.isInDoubt]).toEqual([false, false]);
    answer(watch, 100, 200, 9);
    expect(watch.hasRung).toBe(true);
    expect(states).toEqual({ slow: 'ALARM' });
  });

  it('is over three seconds after the last error', async () => {
    const watch = await watching();
    answer(watch, 1, 500);
    expect(watch.isInDoubt).toBe(true);
    later(watch, 2001);
    expect(watch.isInDoubt).toBe(false);
  });

  it('is not ended by an alarm that rang before it; that is fine again a minute after the last error', async () => {
    const watch = await watching();
    answer(watch, 11, 500);
    await watch.begin();
    expect(watch.hasRung).toBe(false);
    later(watch, 61_000);
    expect(states).toEqual({ errors: 'OK' });
    await watch.begin();
    answer(watch, 11, 500);
    expect(watch.hasRung).toBe(true);
  });

  it('is not ended by what was answered before it', async () => {
    for (let given = 0; given < 99; given += 1)
      answers.note(group, { at: Date.now() - 1, status: 500, seconds: 1 });
    const watch = await watching();
    later(watch, 1000);
    expect([watch.hasRung, watch.isInDoubt]).toEqual([false, false]);
  });

  it('is not watched where no alarm is to take it back', async () => {
    const watch = await watching({ enable: false, rollback: true, alarmNames: ['errors'] });
    answer(watch, 99, 500);
    expect([watch.hasRung, watch.isInDoubt]).toEqual([false, false]);
  });
});
