import { Construct } from 'constructs';
import { dependable, ITerraformDependable, Lazy, TerraformResource } from 'cdktf';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { awsName, organisation, policy, Statement, trustPolicy } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { Grantee } from '../grantee';
import { distinctStatements } from './distinct-statements';
import { policyTooLongFor } from './role-policy-size';

export interface TaskRolesProps {
  readonly name: string;
  readonly repositoryArns: readonly string[];
  readonly logGroupArn: string;
  readonly secretArns: readonly string[];
}

/**
 * The two roles of a task: the execution role, by which ECS pulls its images, hands it its secrets and writes its log,
 * and the task role, by which the application itself calls AWS. The task role can do nothing until it is granted
 * something; without it, a task would have the node's.
 */
export class TaskRoles extends Construct implements Grantee {
  readonly executionRoleArn: string;
  readonly taskRoleArn: string;

  private readonly taskRole: IamRole;
  private readonly granted: Statement[] = [];
  /** What runs the task waits for its permissions, and is destroyed before them. */
  private readonly policies: IamRolePolicy[] = [];
  private readonly waiting: TerraformResource[] = [];

  constructor(scope: Construct, id: string, props: TaskRolesProps) {
    super(scope, id);
    const execution = this.createRole('execution', props.name);
    const ofExecution = executionStatements(props);
    this.executionRoleArn = execution.arn;
    this.policies.push(
      new IamRolePolicy(this, 'execution-policy', {
        role: execution.name,
        policy: policy(ofExecution),
      }),
    );
    this.taskRole = this.createRole('task', props.name);
    this.taskRoleArn = this.taskRole.arn;
    this.node.addValidation({
      validate: () => [
        ...policyTooLongFor(this, 'execution', ofExecution),
        ...policyTooLongFor(this, 'task', distinctStatements(this.granted)),
      ],
    });
  }

  allow(statement: Statement): void {
    this.granted.push(statement);
    if (this.granted.length > 1) return;
    const permissions = new IamRolePolicy(this, 'task-policy', {
      role: this.taskRole.name,
      // Later, because more may be granted until the stack is written.
      policy: Lazy.stringValue({ produce: () => policy(distinctStatements(this.granted)) }),
    });
    this.policies.push(permissions);
    for (const resource of this.waiting) waitFor(resource, [permissions]);
  }

  /** Has a resource wait for what the task may do, also for what it is granted later. */
  awaitedBy(resource: TerraformResource): void {
    this.waiting.push(resource);
    waitFor(resource, this.policies);
  }

  private createRole(kind: 'execution' | 'task', name: string): IamRole {
    const { accountId, application, environment } = ApplicationStack.of(this);
    return new IamRole(this, `${kind}-role`, {
      name: awsName('IAM role', [application, environment.name, name, kind]),
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

/** Adds to what a resource comes after. */
export function waitFor(resource: TerraformResource, needed: readonly ITerraformDependable[]): void {
  resource.dependsOn = [...(resource.dependsOn ?? []), ...needed.map(dependable)];
}

function executionStatements({ repositoryArns, logGroupArn, secretArns }: TaskRolesProps): Statement[] {
  const ours: Statement[] = [
    {
      sid: 'LogInToRegistry',
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'], // The action has no resource to narrow it to.
    },
    {
      sid: 'PullImage',
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      resources: repositoryArns,
    },
  ];
  return [
    ...(repositoryArns.length > 0 ? ours : []),
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
