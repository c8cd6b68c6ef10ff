import fc from 'fast-check';
import { jsonOf, onlyResource, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { stackWith } from '../testing';
import { AlarmTopic } from './alarm-topic';
import { CpuCreditsAlarm } from './cpu-credits-alarm';
import { DatabaseClass } from '../database/database-class';
import { DatabaseAlarms } from './database-alarms';
import { GatewayAlarms } from './gateway-alarms';
import { MonthlyBudget } from './monthly-budget';
import { NatAlarms } from './nat-alarms';
import { NodePoolAlarms } from './node-pool-alarms';

const topicArn = 'arn:aws:sns:eu-north-1:123456789012:platform-test-alarms';
const alarmsOf = (stack: SynthesisedStack) =>
  Object.fromEntries<Record<string, any>>(
    resources(stack, 'aws_cloudwatch_metric_alarm').map((alarm) => [alarm['alarm_name'], alarm]),
  );
const minutes = (alarm: Record<string, any> = {}) => (alarm['period'] * alarm['evaluation_periods']) / 60;
const runbookOf = (alarm: Record<string, any> = {}) => alarm['alarm_description'].split('/').at(-1);

describe('the topic', () => {
  const stack = stackWith((scope) => {
    new AlarmTopic(scope, 'topic', 'platform-test');
  });
  const statements: Record<string, any>[] = jsonOf(
    onlyResource(stack, 'aws_sns_topic_policy')['policy'],
  ).Statement;
  const account = '${data.aws_caller_identity.Account.account_id}';

  it('lets alarms, budgets and rules send to it, and nobody do anything else', () => {
    const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(allowing.map(({ Effect, Principal, Action }) => [Effect, Principal, Action])).toEqual(
      ['cloudwatch', 'budgets', 'events'].map((service) => [
        'Allow',
        { Service: `${service}.amazonaws.com` },
        ['sns:Publish'],
      ]),
    );
    for (const { Resource } of statements) {
      expect(Resource).toHaveLength(1);
      expect(referred(stack, Resource[0])).toBe(onlyResource(stack, 'aws_sns_topic'));
    }
  });

  it("lets only this account's alarms and budgets", () => {
    const of = (sourceArn: string) => ({
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': sourceArn },
    });
    const conditions = Object.fromEntries(statements.map(({ Sid, Condition }) => [Sid, Condition]));
    expect(conditions['Alarms']).toEqual(of(`arn:aws:cloudwatch:eu-north-1:${account}:alarm:*`));
    expect(conditions['Budgets']).toEqual(of(`arn:aws:budgets::${account}:*`));
  });

  it('takes nothing that comes without TLS', () => {
    const [denying, ...others] = statements.filter(({ Effect }) => Effect === 'Deny');
    expect(others).toEqual([]);
    expect(denying).toMatchObject({
      Principal: '*',
      Action: ['sns:Publish'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
  });

  it('asks nothing of rules, because with a condition EventBridge delivers nothing', () => {
    expect(statements.find(({ Sid }) => Sid === 'Rules')).not.toHaveProperty('Condition');
  });
});

describe('the NAT', () => {
  const alarms = alarmsOf(
    stackWith((scope) => {
      new NatAlarms(scope, 'nat', { name: 'p', autoScalingGroupNames: ['p-nat-a', 'p-nat-b'], topicArn });
    }),
  );

  it('rings when one is away for five minutes, also when nothing is heard of it', () => {
    for (const group of ['p-nat-a', 'p-nat-b']) {
      const alarm = alarms[`${group}-down`];
      expect(alarm).toMatchObject({
        metric_name: 'GroupInServiceInstances',
        dimensions: { AutoScalingGroupName: group },
        comparison_operator: 'LessThanThreshold',
        threshold: 1,
        treat_missing_data: 'breaching',
      });
      expect(minutes(alarm)).toBe(5);
      expect(runbookOf(alarm)).toBe('nat-broken.md');
    }
  });

  it('rings before it is slow, each of them', () => {
    expect(Object.keys(alarms).sort()).toEqual(
      ['p-nat-a', 'p-nat-b'].flatMap((group) => [`${group}-cpu-credits`, `${group}-down`]),
    );
  });
});

describe('the gateway', () => {
  const alarms = alarmsOf(
    stackWith((scope) => {
      new GatewayAlarms(scope, 'gateway', { name: 'p', metricName: 'app/p/1', topicArn });
    }),
  );

  it('rings for its own errors by their number, because requests without a target are in no total', () => {
    expect(alarms['p-gateway-errors']).toMatchObject({
      metric_name: 'HTTPCode_ELB_5XX_Count',
      dimensions: { LoadBalancer: 'app/p/1' },
      statistic: 'Sum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 20,
    });
    expect(minutes(alarms['p-gateway-errors'])).toBe(10);
  });

  it("rings for the applications' by their share of all answers, and not of a few", () => {
    const alarm = alarms['p-services-errors'] ?? {};
    const [share, ...parts] = alarm['metric_query'];
    const metrics = Object.fromEntries(parts.map((each: any) => [each.id, each.metric]));
    expect(metrics).toEqual({
      requests: expect.objectContaining({ metric_name: 'RequestCount', stat: 'Sum', period: 300 }),
      errors: expect.objectContaining({ metric_name: 'HTTPCode_Target_5XX_Count', stat: 'Sum', period: 300 }),
    });
    const [, fewest, percent] =
      /^IF\(requests > (\d+), (\d+) \* errors \/ requests, 0\)$/.exec(share.expression) ?? [];
    expect([Number(fewest), Number(percent)]).toEqual([100, 100]);
    expect(alarm).toMatchObject({ threshold: 10, evaluation_periods: 2, treat_missing_data: 'notBreaching' });
  });
});

describe('a node pool', () => {
  const alarms = alarmsOf(
    stackWith((scope) => {
      new NodePoolAlarms(scope, 'pool', {
        clusterName: 'p',
        capacityProvider: 'p-arm64',
        autoScalingGroupName: 'p-arm64',
        topicArn,
      });
    }),
  );

  it('rings when tasks have waited for room for 15 minutes, and not when it is exactly full', () => {
    const alarm = alarms['p-arm64-full'];
    expect(alarm).toMatchObject({
      metric_name: 'CapacityProviderReservation',
      dimensions: { ClusterName: 'p', CapacityProviderName: 'p-arm64' },
      comparison_operator: 'GreaterThanThreshold',
      threshold: 100,
    });
    expect(minutes(alarm)).toBe(15);
  });

  it('rings when a node has been ending for 30 minutes without a break', () => {
    const alarm = alarms['p-arm64-drain-stuck'];
    expect(alarm).toMatchObject({
      metric_name: 'GroupTerminatingInstances',
      dimensions: { AutoScalingGroupName: 'p-arm64' },
      statistic: 'Minimum',
      comparison_operator: 'GreaterThanThreshold',
      threshold: 0,
    });
    expect(minutes(alarm)).toBe(30);
  });

  it('rings for nothing while it has no nodes, which is what a pool costs nothing by', () => {
    for (const alarm of Object.values(alarms)) expect(alarm['treat_missing_data']).toBe('notBreaching');
  });
});

describe('CPU credits', () => {
  const alarm = onlyResource(
    stackWith((scope) => {
      const of = { namespace: 'AWS/EC2', dimensions: { AutoScalingGroupName: 'p' } };
      new CpuCreditsAlarm(scope, 'credits', { name: 'p', summary: 'Slow.', of, creditsAnHour: 24, topicArn });
    }),
    'aws_cloudwatch_metric_alarm',
  );

  it('ring below half an hour of them, whichever instance has the fewest', () => {
    expect(alarm).toMatchObject({
      comparison_operator: 'LessThanThreshold',
      threshold: 12,
      statistic: 'Minimum',
    });
  });

  it('do not ring for an instance that has just started with none: it earns enough in the time', () => {
    const halfBusy = 0.5;
    expect((24 * halfBusy * minutes(alarm)) / 60).toBeGreaterThan(alarm['threshold']);
  });
});

describe('a database', () => {
  const watched = (instanceClass: DatabaseClass, storageGibibytes = 20) =>
    stackWith((scope) => {
      new DatabaseAlarms(scope, 'database', {
        identifier: 'p',
        maxConnections: 112,
        instanceClass,
        storageGibibytes,
        topicArn,
      });
    });
  const alarmsOfClass = (instanceClass: DatabaseClass) => alarmsOf(watched(instanceClass));
  const alarms = alarmsOfClass('db.t4g.small');

  it('rings when storage was not grown, in the bytes that RDS counts, and says so', () => {
    expect(alarms['p-database-storage']?.['alarm_description']).toContain(
      'less than 1.5 GiB of storage left, and AWS has not made it larger',
    );
    expect(alarms['p-database-storage']).toMatchObject({
      metric_name: 'FreeStorageSpace',
      dimensions: { DBInstanceIdentifier: 'p' },
      comparison_operator: 'LessThanThreshold',
      threshold: 1.5 * 1024 ** 3,
    });
  });

  it('rings for no amount with which AWS has yet to begin to grow the storage, a tenth, at any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 6000 }), (gibibytes) => {
        const { threshold } = alarmsOf(watched('db.t4g.small', gibibytes))['p-database-storage'] ?? {};
        expect(threshold).toBeLessThan(0.1 * gibibytes * 1024 ** 3);
        expect(threshold).toBeGreaterThanOrEqual(1024 ** 3);
      }),
      { numRuns: 20 },
    );
  });

  it('tells what RDS reports of it, failures, maintenance and changes, with a page that helps', () => {
    const stack = watched('db.t4g.small');
    const rule = onlyResource(stack, 'aws_cloudwatch_event_rule');
    expect(JSON.parse(rule['event_pattern'])).toEqual({
      source: ['aws.rds'],
      'detail-type': ['RDS DB Instance Event'],
      detail: {
        SourceIdentifier: ['p'],
        EventCategories: ['failure', 'low storage', 'maintenance', 'configuration change'],
      },
    });
    const target = onlyResource(stack, 'aws_cloudwatch_event_target');
    expect(target['arn']).toBe(topicArn);
    expect(target['input_transformer'].input_template).toContain('/docs/runbooks/database-events.md');
  });

  it('rings when more than 80 % of its connections are taken', () => {
    expect(alarms['p-database-connections']).toMatchObject({
      metric_name: 'DatabaseConnections',
      dimensions: { DBInstanceIdentifier: 'p' },
      comparison_operator: 'GreaterThanThreshold',
      threshold: 89,
    });
  });

  it('rings when its CPU credits are used up', () => {
    expect(alarms['p-database-cpu-credits']).toMatchObject({
      namespace: 'AWS/RDS',
      dimensions: { DBInstanceIdentifier: 'p' },
    });
    expect(Object.keys(alarms)).toHaveLength(3);
  });

  it.each([
    ['db.t4g.micro', 6],
    ['db.t4g.small', 12],
    ['db.t4g.medium', 12],
    ['db.t4g.large', 18],
  ] as const)("counts half an hour's credits of its class: %s, %d", (instanceClass, threshold) => {
    expect(alarmsOfClass(instanceClass)['p-database-cpu-credits']).toMatchObject({ threshold });
  });

  it('has no alarm about credits where its class has none', () => {
    for (const instanceClass of ['db.m7g.large', 'db.r7g.large'] as const) {
      expect(Object.keys(alarmsOfClass(instanceClass)).sort()).toEqual([
        'p-database-connections',
        'p-database-storage',
      ]);
    }
  });
});

describe('a budget', () => {
  const budgetOf = (forUse: number, ...most: number[]) =>
    onlyResource(
      stackWith((scope) => {
        const parts = most.map((mostDollarsAMonth) => ({ mostDollarsAMonth }));
        new MonthlyBudget(scope, 'budget', { name: 'p', forUse, parts, topicArn });
      }),
      'aws_budgets_budget',
    );

  it('is of the whole account and a month, in dollars, before credits', () => {
    const budget = budgetOf(120);
    expect(budget).toMatchObject({
      budget_type: 'COST',
      time_unit: 'MONTHLY',
      limit_amount: '150',
      limit_unit: 'USD',
      cost_types: { include_credit: false, include_refund: false },
    });
    expect(budget).not.toHaveProperty('cost_filter');
  });

  it('counts parts at the most that they may cost, and the tax', () => {
    expect(budgetOf(90, 120, 36.56)['limit_amount']).toBe('309');
  });

  it('tells the topic when 80 % is spent, and when more than all of it will be', () => {
    expect(
      budgetOf(150)['notification'].map((each: any) => [
        each.notification_type,
        each.comparison_operator,
        each.threshold,
        each.threshold_type,
        each.subscriber_sns_topic_arns,
      ]),
    ).toEqual([
      ['ACTUAL', 'GREATER_THAN', 80, 'PERCENTAGE', [topicArn]],
      ['FORECASTED', 'GREATER_THAN', 100, 'PERCENTAGE', [topicArn]],
    ]);
  });

  it.each([0, -5, NaN, Infinity])('cannot be %d dollars', (dollars) => {
    expect(() => budgetOf(dollars)).toThrow(`A budget cannot be ${dollars} dollars a month`);
  });
});
