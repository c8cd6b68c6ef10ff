import { DataAwsSsmParameter } from '@cdktf/provider-aws/lib/data-aws-ssm-parameter';
import { Construct } from 'constructs';
import { onlyResource, referred, resources, synthesised } from '../testing';
import { InfraStack } from '../infra-stack';
import { LogGroup, notForwarded } from './log-group';

const destination = 'arn:aws:logs:eu-north-1:123456789012:destination:elk';
const logOf = (forwardTo: (scope: Construct) => string, retentionDays?: number) =>
  synthesised((app) => {
    const stack = new InfraStack(app, 'demo-prod', { environment: 'prod' });
    new LogGroup(stack, 'log', {
      name: '/demo',
      forwardTo: forwardTo(stack),
      ...(retentionDays && { retentionDays }),
    });
    return stack;
  });
const filters = 'aws_cloudwatch_log_subscription_filter';

describe('a log', () => {
  it('forgets after two weeks, or when it is told to', () => {
    const daysOf = (days?: number) =>
      onlyResource(
        logOf(() => notForwarded, days),
        'aws_cloudwatch_log_group',
      )['retention_in_days'];
    expect(daysOf()).toBe(14);
    expect(daysOf(90)).toBe(90);
  });

  it.each([15, -1, 0.5])('cannot be kept for %d days, because AWS knows no such time', (days) => {
    expect(() => logOf(() => notForwarded, days)).toThrow(
      `AWS cannot keep a log for ${days} days. Use one of 1, 3, 5`,
    );
  });

  it('goes nowhere else where that is known to be so', () => {
    expect(
      resources(
        logOf(() => notForwarded),
        filters,
      ),
    ).toEqual([]);
  });

  it('goes to a destination, every line of it', () => {
    const stack = logOf(() => destination);
    const filter = onlyResource(stack, filters);
    expect(filter).toMatchObject({ destination_arn: destination, filter_pattern: '' });
    expect(filter).not.toHaveProperty('count');
    expect(referred(stack, filter['log_group_name'])['name']).toBe('/demo');
  });

  it('leaves it to the plan where only the plan knows', () => {
    const filter = onlyResource(
      logOf((scope) => new DataAwsSsmParameter(scope, 'fact', { name: '/platform/prod/log' }).value),
      filters,
    );
    expect(filter['count']).toBe('${(data.aws_ssm_parameter.fact.value != "none") ? 1 : 0}');
    expect(filter['destination_arn']).toBe('${data.aws_ssm_parameter.fact.value}');
  });
});
