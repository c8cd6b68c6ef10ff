import { applicationStack } from '../../testing';
import { withResources } from '../testing/months';
import { billOf } from '../bill';
import { Line } from '../line';

/** The lines of an application in prod with these resources. */
function linesOf(
  resources: Record<string, Record<string, object>>,
  services: Parameters<typeof applicationStack>[1] = {},
): Line[] {
  const [bill] = billOf([withResources(applicationStack('grades', services), resources)]).stacks;
  return [...(bill?.own ?? [])];
}

/** Each line as its price and units. */
const unitsOf = (lines: readonly Line[]) =>
  Object.fromEntries(lines.map(({ price, units }) => [price, units]));

describe('a log', () => {
  it('is what its tasks write, and what is kept of it for as long as it says', () => {
    const log = { aws_cloudwatch_log_group: { web: { name: '/web', retention_in_days: 14 } } };
    const container = { name: 'web', options: { group: '${aws_cloudwatch_log_group.web.name}' } };
    const task = { container_definitions: JSON.stringify([container]) };
    const units = unitsOf(linesOf(log, { web: { count: 2, task } }));
    expect(units['logs/ingested']).toBeCloseTo(2 * 0.5, 5);
    expect(units['logs/stored']).toBeCloseTo((1 * 14) / 30.4166, 3);
  });
});

describe('an alarm', () => {
  it('counts once for each metric that it looks at', () => {
    const lines = linesOf({
      aws_cloudwatch_metric_alarm: {
        plain: { metric_name: 'CPUUtilization' },
        share: {
          metric_query: [
            { id: 'share', expression: 'e / r' },
            { id: 'e', metric: {} },
            { id: 'r', metric: {} },
          ],
        },
      },
      aws_appautoscaling_policy: {
        cpu: { policy_type: 'TargetTrackingScaling' },
        steps: { policy_type: 'StepScaling' },
      },
    });
    expect(lines.map(({ of, units }) => [of, units])).toEqual([
      ['grades-prod/plain', 1],
      ['grades-prod/share', 2],
      ['grades-prod/cpu', 2],
    ]);
  });
});

describe('a queue', () => {
  it('costs what asking it costs; nobody asks one of dead letters', () => {
    const redrive = (to: string) => ({
      redrive_policy: `{"deadLetterTargetArn":"\${aws_sqs_queue.${to}.arn}"}`,
    });
    const lines = linesOf({
      aws_sqs_queue: {
        mail: redrive('mail-dead'),
        'mail-dead': {},
        orders: { ...redrive('orders-dead'), fifo_queue: true },
        'orders-dead': { fifo_queue: true },
        failures: {},
      },
    });
    expect(lines.map(({ of, price }) => [of, price])).toEqual([
      ['grades-prod/mail', 'sqs/standard'],
      ['grades-prod/orders', 'sqs/fifo'],
    ]);
  });
});

describe('a role', () => {
  it('has no price, but who may send e-mail is counted as one who does', () => {
    const policy = (action: string) => ({ policy: JSON.stringify({ Statement: [{ Action: [action] }] }) });
    const lines = linesOf({
      aws_iam_role_policy: { task: policy('ses:SendEmail'), other: policy('s3:GetObject') },
    });
    expect(unitsOf(lines)).toEqual({ 'ses/sent': 10 });
  });
});

describe('a job', () => {
  it('is a start and a few states for each time that it comes round', () => {
    const lines = linesOf({
      aws_sfn_state_machine: { sync: { definition: '{}' } },
      aws_scheduler_schedule: {
        sync: { schedule_expression: 'rate(1 hour)', target: { arn: '${aws_sfn_state_machine.sync.arn}' } },
      },
    });
    expect(unitsOf(lines)).toEqual({
      'states/transitions': (730 * 5) / 1000,
      'scheduler/invocations': 730 / 1e6,
    });
  });
});

describe('a static site', () => {
  it('is what is loaded from it', () => {
    const lines = linesOf({
      aws_cloudfront_distribution: { site: {} },
      aws_cloudfront_function: { site: {} },
    });
    expect(unitsOf(lines)).toEqual({
      'cloudfront/out': 20,
      'cloudfront/requests': 100,
      'cloudfront/functions': 1,
    });
  });
});
