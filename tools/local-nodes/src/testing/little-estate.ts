import { ACMClient, RequestCertificateCommand } from '@aws-sdk/client-acm';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  ContainerDefinition,
} from '@aws-sdk/client-ecs';
import { CreateLogGroupCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ChangeResourceRecordSetsCommand, CreateHostedZoneCommand } from '@aws-sdk/client-route-53';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientsOf } from '../clients';
import { architectureHere } from '../tasks/image-architecture';

const repository = '123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades-prod-api';
const logGroup = '/applications/grades/prod/api';

/** What a platform and an application deploy, as little of it as requests and tasks need. */
export class LittleEstate {
  readonly clients: ReturnType<typeof clientsOf>;
  private readonly endpoint: string;
  private clusterArn = '';
  private targetGroupArn = '';

  constructor(endpoint: string) {
    this.endpoint = endpoint;
    this.clients = clientsOf(endpoint);
  }

  /** A load balancer that redirects HTTP, answers 404 to unknown hosts, and leads grades.no to a target group. */
  async deployPlatform(): Promise<void> {
    const { elb, ecs, logs, route53 } = this.clients;
    const config = {
      endpoint: this.endpoint,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    const ec2 = new EC2Client(config);
    const { CertificateArn } = await new ACMClient(config).send(
      new RequestCertificateCommand({ DomainName: 'grades.no', ValidationMethod: 'DNS' }),
    );
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const { LoadBalancers: [balancer] = [] } = await elb.send(
      new CreateLoadBalancerCommand({
        Name: 'platform',
        Subnets: Subnets.map(({ SubnetId }) => SubnetId ?? ''),
      }),
    );
    const { TargetGroups: [group] = [] } = await elb.send(
      new CreateTargetGroupCommand({
        ...{
          Name: 'grades-prod-api',
          Protocol: 'HTTP',
          Port: 80,
          VpcId: Subnets[0]?.VpcId,
          TargetType: 'instance',
        },
        ...{ HealthCheckPath: '/health', HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 2 },
        ...{ HealthyThresholdCount: 2, UnhealthyThresholdCount: 2, Matcher: { HttpCode: '200' } },
      }),
    );
    this.targetGroupArn = group?.TargetGroupArn ?? '';
    await elb.send(
      new ModifyTargetGroupAttributesCommand({
        TargetGroupArn: this.targetGroupArn,
        Attributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '5' }],
      }),
    );
    const LoadBalancerArn = balancer?.LoadBalancerArn;
    const redirect = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } as const;
    await elb.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn, Port: 80, Protocol: 'HTTP' },
        DefaultActions: [{ Type: 'redirect', RedirectConfig: redirect }],
      }),
    );
    const notFound = {
      StatusCode: '404',
      ContentType: 'text/plain',
      MessageBody: 'No application has this host.',
    };
    const { Listeners: [listener] = [] } = await elb.send(
      new CreateListenerCommand({
        ...{ LoadBalancerArn, Port: 443, Protocol: 'HTTPS' },
        Certificates: [{ CertificateArn }],
        DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: notFound }],
      }),
    );
    await elb.send(
      new CreateRuleCommand({
        ListenerArn: listener?.ListenerArn,
        Priority: 100,
        Conditions: [{ Field: 'host-header', HostHeaderConfig: { Values: ['grades.no'] } }],
        Actions: [{ Type: 'forward', TargetGroupArn: this.targetGroupArn }],
      }),
    );
    const { HostedZone } = await route53.send(
      new CreateHostedZoneCommand({ Name: 'grades.no', CallerReference: '1' }),
    );
    const alias = { DNSName: balancer?.DNSName, HostedZoneId: 'Z23TAZ6LKFMNIO', EvaluateTargetHealth: false };
    await route53.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: HostedZone?.Id,
        ChangeBatch: {
          Changes: [
            { Action: 'CREATE', ResourceRecordSet: { Name: 'grades.no', Type: 'A', AliasTarget: alias } },
          ],
        },
      }),
    );
    await logs.send(new CreateLogGroupCommand({ logGroupName: logGroup }));
    const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: 'prod' }));
    this.clusterArn = cluster?.clusterArn ?? '';
  }

  /** Registers a revision that runs an image, by the id that stands for its digest. */
  async register(
    imageId: string,
    changes: ContainerDefinition = {},
    family = 'grades-prod-api',
  ): Promise<string> {
    const { taskDefinition } = await this.clients.ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        networkMode: 'bridge',
        runtimePlatform: { cpuArchitecture: architectureHere() === 'arm64' ? 'ARM64' : 'X86_64' },
        taskRoleArn: 'arn:aws:iam::123456789012:role/applications/grades-prod-api',
        containerDefinitions: [
          {
            name: 'api',
            image: `${repository}@${imageId}`,
            cpu: 128,
            memory: 64,
            essential: true,
            portMappings: [{ containerPort: 3000, hostPort: 0, protocol: 'tcp' }],
            readonlyRootFilesystem: true,
            linuxParameters: {
              initProcessEnabled: true,
              capabilities: { drop: ['ALL'] },
              tmpfs: [{ containerPath: '/tmp', size: 8, mountOptions: ['nosuid', 'nodev'] }],
            },
            stopTimeout: 2,
            logConfiguration: {
              logDriver: 'awslogs',
              options: {
                'awslogs-group': logGroup,
                'awslogs-region': 'eu-north-1',
                'awslogs-stream-prefix': 'api',
              },
            },
            ...changes,
          },
        ],
      }),
    );
    return taskDefinition?.taskDefinitionArn ?? '';
  }

  async createService(taskDefinition: string, desiredCount = 1): Promise<void> {
    await this.clients.ecs.send(
      new CreateServiceCommand({
        ...{ cluster: this.clusterArn, serviceName: 'grades-prod-api', taskDefinition, desiredCount },
        loadBalancers: [{ targetGroupArn: this.targetGroupArn, containerName: 'api', containerPort: 3000 }],
        healthCheckGracePeriodSeconds: 1,
        deploymentConfiguration: {
          deploymentCircuitBreaker: { enable: true, rollback: true },
          minimumHealthyPercent: 100,
          maximumPercent: 200,
        },
      }),
    );
  }

  async update(change: { taskDefinition?: string; desiredCount?: number }): Promise<void> {
    await this.clients.ecs.send(
      new UpdateServiceCommand({ cluster: this.clusterArn, service: 'grades-prod-api', ...change }),
    );
  }

  async service() {
    const { services: [service] = [] } = await this.clients.ecs.send(
      new DescribeServicesCommand({ cluster: this.clusterArn, services: ['grades-prod-api'] }),
    );
    return service!;
  }

  /** Waits as the provider does: one deployment, and as many tasks as are desired. */
  async steady(seconds = 60) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const service = await this.service();
      const { deployments = [], runningCount, desiredCount } = service;
      const isSteady = deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
      if (isSteady && runningCount === desiredCount) return service;
      if (Date.now() > end) {
        const events = service.events?.map(({ message }) => message).join('\n');
        throw new Error(`Not steady after ${seconds} s:\n${events}`);
      }
      await sleep(200);
    }
  }

  async stoppedTasks() {
    const { taskArns = [] } = await this.clients.ecs.send(
      new ListTasksCommand({
        cluster: this.clusterArn,
        serviceName: 'grades-prod-api',
        desiredStatus: 'STOPPED',
      }),
    );
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await this.clients.ecs.send(
      new DescribeTasksCommand({ cluster: this.clusterArn, tasks: taskArns }),
    );
    return tasks;
  }

  async logLines(): Promise<string[]> {
    const { events = [] } = await this.clients.logs.send(
      new FilterLogEventsCommand({ logGroupName: logGroup }),
    );
    return events.map(({ message = '' }) => message);
  }

  get cluster(): string {
    return this.clusterArn;
  }
}
