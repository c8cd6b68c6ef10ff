import { AutoScalingGroup, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  DescribeLaunchTemplateVersionsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  RouteTable,
  Subnet,
} from '@aws-sdk/client-ec2';
import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { Clients } from '../clients';
import { Forwarder, internet, Party, Paths, Place } from './reachability';

/** A platform's network as it was deployed, read back through the SDK, and who stands where in it. */
export interface DeployedNetwork extends Paths {
  readonly parties: Readonly<Record<'internet' | 'gateway' | 'node' | 'NAT' | 'database', Party>>;
}

/** Reads the network that is called after the platform. */
export async function readNetwork(aws: Clients, name: string): Promise<DeployedNetwork> {
  const { Vpcs: [vpc] = [] } = await aws.ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'tag:Name', Values: [name] }] }),
  );
  const vpcId = vpc?.VpcId ?? '';
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  const [{ Subnets = [] }, { RouteTables = [] }, { SecurityGroupRules = [] }] = await Promise.all([
    aws.ec2.send(new DescribeSubnetsCommand(inVpc)),
    aws.ec2.send(new DescribeRouteTablesCommand(inVpc)),
    aws.ec2.send(new DescribeSecurityGroupRulesCommand({})),
  ]);
  const instances = await placesOfInstances(aws, name);
  const isNat = (group: string) => group.startsWith(`${name}-nat-`);
  const outside = instances.filter(({ group }) => isNat(group));
  const forwarders = await forwardersOf(aws, vpcId, outside);
  return {
    cidr: vpc?.CidrBlock ?? '',
    subnets: Subnets,
    routeTables: RouteTables,
    rules: SecurityGroupRules,
    forwarders,
    parties: {
      internet: [internet],
      gateway: await placesOfGateway(aws, name),
      node: instances.filter(({ group }) => !isNat(group)),
      NAT: [...outside, ...forwarders],
      database: await placesOfDatabases(aws, vpcId),
    },
  };
}

/** The subnets of a tier, by the name that the platform gives them. */
export function subnetsOf({ subnets }: Paths, tier: 'public' | 'private'): Subnet[] {
  return subnets.filter(({ Tags = [] }) =>
    Tags.some(({ Key, Value }) => Key === 'Name' && Value?.includes(`-${tier}-`)),
  );
}

/** The route table a subnet uses. */
export function routesOf({ routeTables }: Paths, { SubnetId }: Subnet): RouteTable | undefined {
  return routeTables.find(({ Associations = [] }) =>
    Associations.some((association) => association.SubnetId === SubnetId),
  );
}

async function placesOfGateway({ elb }: Clients, name: string): Promise<Place[]> {
  const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({ Names: [name] }));
  return LoadBalancers.flatMap(({ AvailabilityZones = [], SecurityGroups = [], Scheme }) =>
    AvailabilityZones.map(({ SubnetId = '' }) => ({
      subnetId: SubnetId,
      securityGroupIds: SecurityGroups,
      isPublic: Scheme !== 'internal',
    })),
  );
}

/** Where instances of the platform's groups start, whether there are any just now or not. */
async function placesOfInstances(aws: Clients, name: string): Promise<(Place & { group: string })[]> {
  const { AutoScalingGroups = [] } = await aws.autoScaling.send(new DescribeAutoScalingGroupsCommand({}));
  const own = AutoScalingGroups.filter(({ AutoScalingGroupName }) =>
    AutoScalingGroupName?.startsWith(`${name}-`),
  );
  return (await Promise.all(own.map((group) => placesOfGroup(aws, group)))).flat();
}

async function placesOfGroup(
  { ec2 }: Clients,
  { AutoScalingGroupName = '', LaunchTemplate, VPCZoneIdentifier = '' }: AutoScalingGroup,
): Promise<(Place & { group: string })[]> {
  const { LaunchTemplateVersions: [template] = [] } = await ec2.send(
    new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateId: LaunchTemplate?.LaunchTemplateId,
      Versions: [LaunchTemplate?.Version ?? '$Default'],
    }),
  );
  const { NetworkInterfaces: [interfaceOfTemplate] = [], SecurityGroupIds } =
    template?.LaunchTemplateData ?? {};
  return VPCZoneIdentifier.split(',').map((subnetId) => ({
    group: AutoScalingGroupName,
    subnetId,
    securityGroupIds: interfaceOfTemplate?.Groups ?? SecurityGroupIds ?? [],
    // The platform's subnets give nobody a public address by themselves.
    isPublic: interfaceOfTemplate?.AssociatePublicIpAddress ?? false,
  }));
}

/** The interfaces that the NATs take over, each with where the NAT of its subnet stands. */
async function forwardersOf(
  { ec2 }: Clients,
  vpcId: string,
  outside: readonly Place[],
): Promise<Forwarder[]> {
  const { NetworkInterfaces = [] } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ Filters: [{ Name: 'vpc-id', Values: [vpcId] }] }),
  );
  return NetworkInterfaces.filter(({ SourceDestCheck }) => SourceDestCheck === false).map(
    ({ NetworkInterfaceId = '', SubnetId = '', Groups = [], Association }) => ({
      interfaceId: NetworkInterfaceId,
      subnetId: SubnetId,
      securityGroupIds: Groups.flatMap(({ GroupId }) => GroupId ?? []),
      isPublic: Association?.PublicIp !== undefined,
      outside: outside.filter(({ subnetId }) => subnetId === SubnetId),
    }),
  );
}

/** Each subnet that a database may be in: AWS chooses. */
async function placesOfDatabases({ rds }: Clients, vpcId: string): Promise<Place[]> {
  const { DBInstances = [] } = await rds.send(new DescribeDBInstancesCommand({}));
  return DBInstances.filter(({ DBSubnetGroup }) => DBSubnetGroup?.VpcId === vpcId).flatMap(
    ({ DBSubnetGroup, VpcSecurityGroups = [], PubliclyAccessible = false }) =>
      (DBSubnetGroup?.Subnets ?? []).map(({ SubnetIdentifier = '' }) => ({
        subnetId: SubnetIdentifier,
        securityGroupIds: VpcSecurityGroups.flatMap(({ VpcSecurityGroupId }) => VpcSecurityGroupId ?? []),
        isPublic: PubliclyAccessible,
      })),
  );
}
