import { Construct } from 'constructs';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { InfraStack, policy, Statement } from '@dotkom/stack';
import { Arn, arnsOf } from './ci/arns';

/** The name of the policy with which people look at applications. */
export const lookPolicy = 'applications-look';

/**
 * The managed policy with which people look at what runs: `nx status` and `nx logs` of every application. It changes
 * nothing and reads no secret. Lines of a log may hold what is personal, so that it is for people and no role of CI has it
 * (docs/decisions/looking.md). Attached to nobody by itself. No cost.
 *
 * @example
 * new LookPolicy(this, 'look');
 */
export class LookPolicy extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new IamPolicy(this, 'policy', {
      name: lookPolicy,
      path: '/people/',
      description: 'What runs of every application, how it is and what it logs',
      policy: policy(statements(arnsOf(InfraStack.of(this).accountId))),
    });
  }
}

function statements(arn: Arn): readonly Statement[] {
  return [
    {
      sid: 'Logs',
      actions: ['logs:DescribeLogStreams', 'logs:FilterLogEvents'],
      resources: [arn('logs', 'log-group:/applications/*')],
    },
    {
      sid: 'Services',
      actions: ['ecs:DescribeServices', 'ecs:DescribeTasks'],
      resources: ['service', 'task'].map((kind) => arn('ecs', `${kind}/*`)),
    },
    {
      sid: 'Releases',
      actions: ['ssm:GetParameterHistory'],
      resources: [arn('ssm', 'parameter/releases/*')],
    },
    {
      sid: 'Platforms',
      actions: ['ssm:GetParameter'],
      resources: [arn('ssm', 'parameter/platform/*')],
    },
    {
      sid: 'Jobs',
      actions: ['scheduler:GetSchedule'],
      resources: [arn('scheduler', 'schedule/default/*')],
    },
    {
      sid: 'Runs', // Which there were and how they ended, not what went into them.
      actions: ['states:ListExecutions'],
      resources: [arn('states', 'stateMachine:*')],
    },
    {
      sid: 'Alarms',
      actions: ['cloudwatch:DescribeAlarms'],
      resources: [arn('cloudwatch', 'alarm:*')],
    },
    {
      sid: 'LogGroups',
      actions: ['logs:DescribeLogGroups'],
      resources: [arn('logs', 'log-group:*')],
    },
    {
      sid: 'WithoutResource', // AWS knows none to narrow these to.
      actions: ['cloudfront:ListDistributions', 'ecs:DescribeTaskDefinition'].concat(
        'ecs:ListTasks', // Which runs of a job there were beside those of its schedule.
        'elasticloadbalancing:DescribeTargetHealth',
        'cloudwatch:GetMetricStatistics', // How much memory it uses: docs/guides/memory.md.
      ),
      resources: ['*'],
    },
  ];
}
