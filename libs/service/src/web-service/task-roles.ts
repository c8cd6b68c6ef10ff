import { Construct } from 'constructs';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { awsName, organisation, policy, Statement, trustPolicy } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';

export interface TaskRolesProps {
  readonly service: string;
  readonly repositoryArn: string;
  readonly logGroupArn: string;
  readonly secretArns: readonly string[];
}

/**
 * The two roles of a service's tasks: the execution role, by which ECS pulls this service's image, hands it its secrets
 * and writes its log, and the task role, by which the application itself calls AWS. The task role can do nothing until
 * it is granted something; without it, a task would have the node's.
 */
export class TaskRoles extends Construct {
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;
  /** What a service waits for, and is destroyed before: without it, its tasks could not start or end. */
  readonly executionPolicy: IamRolePolicy;

  constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    const execution = this.createRole('execution', props.service);
    this.executionRoleArn = execution.arn;
    this.executionPolicy = new IamRolePolicy(this, 'execution-policy', {
      role: execution.name,
      policy: policy(executionStatements(props)),
    });
    this.taskRoleArn = this.createRole('task', props.service).arn;
  }

  private createRole(kind: 'execution' | 'task', service: string): IamRole {
    const { accountId, application, environment } = ApplicationStack.of(this);
    return new IamRole(this, `${kind}-role`, {
      name: awsName('IAM role', [application, environment.name, service, kind]),
      path: `/applications/${application}/`,
      assumeRolePolicy: trustPolicy({
        service: 'ecs-tasks.amazonaws.com',
        // Only for tasks of this account: the service acts for every account there is.
        conditions: {
          StringEquals: { 'aws:SourceAccount': accountId },
          ArnLike: { 'aws:SourceArn': `arn:aws:ecs:${organisation.region}:${accountId}:*` },
        },
      }),
    });
  }
}

function executionStatements({ repositoryArn, logGroupArn, secretArns }: TaskRolesProps): Statement[] {
  return [
    {
      sid: 'LogInToRegistry',
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'], // The action has no resource to narrow it to.
    },
    {
      sid: 'PullImage',
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: [repositoryArn],
    },
    {
      sid: 'WriteLog',
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${logGroupArn}:*`],
    },
    ...(secretArns.length > 0
      ? [{ sid: 'ReadSecrets', actions: ['ssm:GetParameters'], resources: secretArns }]
      : []),
  ];
}
