import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { EcsTaskDefinition } from '@cdktf/provider-aws/lib/ecs-task-definition';
import { awsName, checked, LogGroup, organisation, Statement } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { containerDefinition } from '../container/definition';
import { taskDefinitionTooLarge } from './errors';
import { Grantee } from '../grantee';
import { NormalisedSidecar, TaskOptions } from './props';
import { TaskRoles, waitFor } from './task-roles';

const cpuArchitectures = { arm64: 'ARM64', amd64: 'X86_64' } as const;

/**
 * What runs on nodes, whoever starts it: a task definition with its containers, its log and its two roles. In bridge mode:
 * small instances carry two tasks each in awsvpc mode, and as many as have room in this one.
 */
export class Task extends Construct implements Grantee {
  readonly definition: EcsTaskDefinition;
  readonly family: string;
  readonly log: LogGroup;
  readonly roles: TaskRoles;

  private readonly options: TaskOptions;

  constructor(scope: Construct, id: string, options: TaskOptions) {
    super(scope, id);
    this.options = options;
    const { application, environment } = ApplicationStack.of(this);
    this.family = awsName('task definition family', [application, environment.name, options.name]);
    this.log = this.createLog();
    this.roles = this.createRoles();
    this.definition = this.createDefinition();
    this.countConnections();
    if (options.exec) this.roles.allow(openShell);
  }

  allow(statement: Statement): void {
    this.roles.allow(statement);
  }

  /** Has whatever starts this task wait for all that it needs. */
  awaitedBy(resource: TerraformResource): void {
    this.roles.awaitedBy(resource);
    waitFor(resource, this.options.database?.database.ready ?? []);
  }

  private get containers(): readonly (TaskOptions | NormalisedSidecar)[] {
    return [this.options, ...this.options.sidecars];
  }

  private createLog(): LogGroup {
    const { application, environment, platform } = ApplicationStack.of(this);
    const { name, kept } = this.options;
    return new LogGroup(kept ? taskOf(kept.scope) : this, 'log', {
      name: `/applications/${application}/${environment.name}/${kept?.name ?? name}`,
      retentionDays: this.options.logRetentionDays,
      forwardTo: platform.fact('log-destination-arn'),
    });
  }

  private createRoles(): TaskRoles {
    const parameters = this.containers.flatMap(({ secrets }) => secrets.map(({ parameter }) => parameter));
    return new TaskRoles(this, 'roles', {
      name: this.options.name,
      repositoryArns: [this.options.image.repositoryArn ?? []].flat(),
      logGroupArn: this.log.arn,
      secretArns: [...new Set(parameters)].sort().map((parameter) => this.secretArn(parameter)),
    });
  }

  private createDefinition(): EcsTaskDefinition {
    const { architecture, taskMemoryMebibytes } = this.options;
    return new EcsTaskDefinition(this, 'definition', {
      family: this.family,
      requiresCompatibilities: ['EC2'],
      networkMode: 'bridge',
      // No CPU of the whole task: that would be a limit, and a container may use what its node has to spare.
      memory: String(taskMemoryMebibytes),
      runtimePlatform: {
        operatingSystemFamily: 'LINUX',
        cpuArchitecture: cpuArchitectures[architecture],
      },
      executionRoleArn: this.roles.executionRoleArn,
      taskRoleArn: this.roles.taskRoleArn,
      containerDefinitions: checked(
        this,
        () => checkedSize(JSON.stringify(this.containerDefinitions())),
        '[]',
      ),
      skipDestroy: true, // ECS rolls back to an older revision, so it must still be there.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private containerDefinitions(): object[] {
    const { name, image, sidecars } = this.options;
    const shared = {
      logGroupName: this.log.name,
      secretArn: (parameter: string) => this.secretArn(parameter),
    };
    const awaited = sidecars.flatMap((sidecar) =>
      sidecar.awaited ? [{ containerName: sidecar.name, condition: sidecar.awaited }] : [],
    );
    return [
      containerDefinition({ ...this.options, ...shared, name, image: image.reference, dependsOn: awaited }),
      ...sidecars.map((sidecar) =>
        containerDefinition({
          ...sidecar,
          ...shared,
          image: sidecar.image.reference,
          essential: sidecar.awaited !== 'COMPLETE' && sidecar.awaited !== 'SUCCESS',
        }),
      ),
    ];
  }

  private countConnections(): void {
    const { name, mostAtOnce, database } = this.options;
    database?.database.count(name, mostAtOnce, database.pool);
  }

  private secretArn(parameter: string): string {
    const { accountId, application, environment } = ApplicationStack.of(this);
    return `arn:aws:ssm:${organisation.region}:${accountId}:parameter/secrets/${application}/${environment.name}/${parameter}`;
  }
}

/** Source: Amazon ECS service quotas, task definition size. */
const mostBytes = 65_536;

function checkedSize(definitions: string): string {
  const bytes = Buffer.byteLength(definitions);
  if (bytes > mostBytes) throw taskDefinitionTooLarge(bytes, mostBytes);
  return definitions;
}

/** Where the parts of a service's task stand in the code, whether it is the service itself or what it was formerly. */
function taskOf(service: Construct): Construct {
  return (service.node.tryFindChild('task') as Construct | undefined) ?? new Construct(service, 'task');
}

/** By which ECS Exec reaches a container. */
const openShell: Statement = {
  sid: 'OpenShell',
  actions: [
    'ssmmessages:CreateControlChannel',
    'ssmmessages:CreateDataChannel',
    'ssmmessages:OpenControlChannel',
    'ssmmessages:OpenDataChannel',
  ],
  resources: ['*'], // These actions have no resource to narrow them to.
};
