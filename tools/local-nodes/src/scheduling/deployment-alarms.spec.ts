import { DescribeAlarmsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { join } from 'node:path';
import { LittleService } from '../testing/little-service';
import { NodesInTest } from '../testing/nodes-in-test';

const nodes = new NodesInTest();
let api: LittleService;

/** Healthy, whatever its page answers. */
const answering = (status: number) => ({
  command: ['node', '/program.js'],
  program: join(__dirname, '..', 'testing', 'programs', 'page.ts'),
  lines: [`ENV STATUS=${status}`],
});
const register = async (name: string, status: number) =>
  api.register(await nodes.build(name, answering(status)), { memory: 128 });

beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

nodes.describe('a release that is healthy and answers with errors', () => {
  it('is rolled back by the alarm of its service, while it is asked, and the one before answers again', async () => {
    api = await nodes.estate.service('api');
    const first = await register('api:1', 200);
    await api.create(first, {
      deploymentConfiguration: {
        ...{ minimumHealthyPercent: 100, maximumPercent: 200 },
        deploymentCircuitBreaker: { enable: true, rollback: true },
        alarms: { alarmNames: ['deploy-errors'], enable: true, rollback: true },
      },
    });
    await putAlarm();
    await api.steady();
    expect((await nodes.get(api.host)).status).toBe(200);

    await api.update({ taskDefinition: await register('api:2', 500) });
    const statuses = new Set<number>();
    const asking = setInterval(
      () => void nodes.get(api.host).then(({ status }) => statuses.add(status)),
      100,
    );
    const { taskDefinition, events = [] } = await api.steady();
    clearInterval(asking);
    expect(taskDefinition).toBe(first);
    expect(events.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(
        /^\(service grades-prod-api\) \(deployment .*\) deployment failed: alarm detected\.$/,
      ),
    );
    expect([...statuses].sort()).toEqual([200, 500]);
    expect((await nodes.get(api.host)).status).toBe(200);
    const { MetricAlarms: [alarm] = [] } = await nodes.estate.clients.cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: ['deploy-errors'] }),
    );
    expect(alarm?.StateValue).toBe('ALARM');
  });
});

async function putAlarm(): Promise<void> {
  const { loadBalancers = [] } = await api.describe();
  const Value = loadBalancers[0]?.targetGroupArn?.split(':').at(-1);
  await nodes.estate.clients.cloudWatch.send(
    new PutMetricAlarmCommand({
      ...{ AlarmName: 'deploy-errors', Namespace: 'AWS/ApplicationELB', Statistic: 'Sum', Period: 60 },
      ...{ MetricName: 'HTTPCode_Target_5XX_Count', EvaluationPeriods: 2, Threshold: 10 },
      ...{ ComparisonOperator: 'GreaterThanThreshold', Dimensions: [{ Name: 'TargetGroup', Value }] },
    }),
  );
}
