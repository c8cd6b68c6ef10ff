import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVpcEndpointsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import {
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  ListClustersCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { DescribeDBInstancesCommand, DescribeDBSubnetGroupsCommand } from '@aws-sdk/client-rds';
import { ListHostedZonesCommand } from '@aws-sdk/client-route-53';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { ListTopicsCommand } from '@aws-sdk/client-sns';
import { GetParametersByPathCommand, ListDocumentsCommand } from '@aws-sdk/client-ssm';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { Clients } from './clients';

/**
 * What there still is of the things that stacks make, by kind. What an account holds from the beginning (its default
 * network, the capacity providers of AWS) does not count, and neither do releases and secrets: they are not a stack's.
 */
export async function leftBehind(aws: Clients): Promise<Record<string, string[]>> {
  const kinds: Record<string, Promise<(string | undefined)[]>> = {
    networks: aws.ec2
      .send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['false'] }] }))
      .then(({ Vpcs = [] }) => Vpcs.map(({ VpcId }) => VpcId)),
    'network interfaces': interfacesLeft(aws),
    endpoints: aws.ec2
      .send(new DescribeVpcEndpointsCommand({}))
      .then(({ VpcEndpoints = [] }) =>
        VpcEndpoints.filter(({ State }) => State?.toLowerCase() !== 'deleted').map(
          ({ VpcEndpointId }) => VpcEndpointId,
        ),
      ),
    'launch templates': aws.ec2
      .send(new DescribeLaunchTemplatesCommand({}))
      .then(({ LaunchTemplates = [] }) =>
        LaunchTemplates.map(({ LaunchTemplateName }) => LaunchTemplateName),
      ),
    'auto scaling groups': aws.autoScaling
      .send(new DescribeAutoScalingGroupsCommand({}))
      .then(({ AutoScalingGroups = [] }) =>
        AutoScalingGroups.map(({ AutoScalingGroupName }) => AutoScalingGroupName),
      ),
    'load balancers': aws.elb
      .send(new DescribeLoadBalancersCommand({}))
      .then(({ LoadBalancers = [] }) => LoadBalancers.map(({ LoadBalancerName }) => LoadBalancerName)),
    'target groups': aws.elb
      .send(new DescribeTargetGroupsCommand({}))
      .then(({ TargetGroups = [] }) => TargetGroups.map(({ TargetGroupName }) => TargetGroupName)),
    clusters: clustersLeft(aws),
    'capacity providers': aws.ecs
      .send(new DescribeCapacityProvidersCommand({}))
      .then(({ capacityProviders = [] }) =>
        capacityProviders
          .filter(({ name = '', status }) => !name.startsWith('FARGATE') && status === 'ACTIVE')
          .map(({ name }) => name),
      ),
    repositories: aws.ecr
      .send(new DescribeRepositoriesCommand({}))
      .then(({ repositories = [] }) => repositories.map(({ repositoryName }) => repositoryName)),
    'log groups': aws.logs
      .send(new DescribeLogGroupsCommand({}))
      .then(({ logGroups = [] }) => logGroups.map(({ logGroupName }) => logGroupName)),
    roles: aws.iam
      .send(new ListRolesCommand({}))
      .then(({ Roles = [] }) => Roles.map(({ RoleName }) => RoleName)),
    policies: aws.iam
      .send(new ListPoliciesCommand({ Scope: 'Local' }))
      .then(({ Policies = [] }) => Policies.map(({ PolicyName }) => PolicyName)),
    zones: aws.route53
      .send(new ListHostedZonesCommand({}))
      .then(({ HostedZones = [] }) => HostedZones.map(({ Name }) => Name)),
    buckets: aws.s3
      .send(new ListBucketsCommand({}))
      .then(({ Buckets = [] }) => Buckets.map(({ Name }) => Name)),
    databases: aws.rds
      .send(new DescribeDBInstancesCommand({}))
      .then(({ DBInstances = [] }) => DBInstances.map(({ DBInstanceIdentifier }) => DBInstanceIdentifier)),
    'subnet groups of databases': aws.rds
      .send(new DescribeDBSubnetGroupsCommand({}))
      .then(({ DBSubnetGroups = [] }) => DBSubnetGroups.map(({ DBSubnetGroupName }) => DBSubnetGroupName)),
    functions: aws.lambda
      .send(new ListFunctionsCommand({}))
      .then(({ Functions = [] }) => Functions.map(({ FunctionName }) => FunctionName)),
    queues: aws.sqs.send(new ListQueuesCommand({})).then(({ QueueUrls = [] }) => QueueUrls),
    alarms: aws.cloudWatch
      .send(new DescribeAlarmsCommand({}))
      .then(({ MetricAlarms = [] }) => MetricAlarms.map(({ AlarmName }) => AlarmName)),
    distributions: aws.cloudFront
      .send(new ListDistributionsCommand({}))
      .then(({ DistributionList }) => (DistributionList?.Items ?? []).map(({ Comment }) => Comment)),
    topics: aws.sns
      .send(new ListTopicsCommand({}))
      .then(({ Topics = [] }) => Topics.map(({ TopicArn }) => TopicArn)),
    'event rules': aws.events
      .send(new ListRulesCommand({}))
      .then(({ Rules = [] }) => Rules.map(({ Name }) => Name)),
    schedules: aws.scheduler
      .send(new ListSchedulesCommand({}))
      .then(({ Schedules = [] }) => Schedules.map(({ Name }) => Name)),
    'state machines': aws.stepFunctions
      .send(new ListStateMachinesCommand({}))
      .then(({ stateMachines = [] }) => stateMachines.map(({ name }) => name)),
    'session documents': aws.ssm
      .send(new ListDocumentsCommand({ Filters: [{ Key: 'Owner', Values: ['Self'] }] }))
      .then(({ DocumentIdentifiers = [] }) => DocumentIdentifiers.map(({ Name }) => Name)),
    wishes: aws.ssm
      .send(new GetParametersByPathCommand({ Path: '/databases', Recursive: true }))
      .then(({ Parameters = [] }) => Parameters.map(({ Name }) => Name)),
    'platform facts': aws.ssm
      .send(new GetParametersByPathCommand({ Path: '/platform', Recursive: true }))
      .then(({ Parameters = [] }) => Parameters.map(({ Name }) => Name)),
  };
  const found = await Promise.all(
    Object.entries(kinds).map(
      async ([kind, names]) => [kind, (await names).filter((name) => name !== undefined)] as const,
    ),
  );
  return Object.fromEntries(found.filter(([, names]) => names.length > 0));
}

/** A deleted cluster is listed for a while, as inactive. */
async function clustersLeft({ ecs }: Clients): Promise<(string | undefined)[]> {
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  if (clusterArns.length === 0) return [];
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
  return clusters.filter(({ status }) => status === 'ACTIVE').map(({ clusterName }) => clusterName);
}

/** The emulator keeps the first interface of an instance that was terminated; AWS deletes it with the instance. */
async function interfacesLeft({ ec2 }: Clients): Promise<(string | undefined)[]> {
  const { Reservations = [] } = await ec2.send(
    new DescribeInstancesCommand({ Filters: [{ Name: 'instance-state-name', Values: ['terminated'] }] }),
  );
  const terminated = Reservations.flatMap(({ Instances = [] }) =>
    Instances.map(({ InstanceId }) => InstanceId),
  );
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  return NetworkInterfaces.filter(({ Attachment }) => !terminated.includes(Attachment?.InstanceId)).map(
    ({ NetworkInterfaceId, Description }) => `${NetworkInterfaceId} (${Description})`,
  );
}
