import {
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  RouteTable,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
} from '@aws-sdk/client-ec2';
import { Clients } from './clients';

/** The network that was deployed, read back through the SDK. */
export interface DeployedNetwork {
  readonly vpcId: string;
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly rules: readonly SecurityGroupRule[];
}

/** Reads the network that is called after the platform. */
export async function readNetwork({ ec2 }: Clients, name: string): Promise<DeployedNetwork> {
  const { Vpcs = [] } = await ec2.send(
    new DescribeVpcsCommand({ Filters: [{ Name: 'tag:Name', Values: [name] }] }),
  );
  const vpcId = Vpcs[0]?.VpcId ?? '';
  const inVpc = { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] };
  const [{ Subnets = [] }, { RouteTables = [] }, { SecurityGroups = [] }, { SecurityGroupRules = [] }] =
    await Promise.all([
      ec2.send(new DescribeSubnetsCommand(inVpc)),
      ec2.send(new DescribeRouteTablesCommand(inVpc)),
      ec2.send(new DescribeSecurityGroupsCommand(inVpc)),
      ec2.send(new DescribeSecurityGroupRulesCommand({})),
    ]);
  return {
    vpcId,
    subnets: Subnets,
    routeTables: RouteTables,
    securityGroups: SecurityGroups,
    rules: SecurityGroupRules,
  };
}

/** The subnets of a tier, by the name that the platform gives them. */
export function subnetsOf({ subnets }: DeployedNetwork, tier: 'public' | 'private'): Subnet[] {
  return subnets.filter(({ Tags = [] }) =>
    Tags.some(({ Key, Value }) => Key === 'Name' && Value?.includes(`-${tier}-`)),
  );
}

/** The route table a subnet uses. */
export function routesOf({ routeTables }: DeployedNetwork, { SubnetId }: Subnet): RouteTable | undefined {
  return routeTables.find(({ Associations = [] }) =>
    Associations.some((association) => association.SubnetId === SubnetId),
  );
}

/** Who may open connections to the members of a security group, and on which ports: `0.0.0.0/0:443`, `platform-prod-gateway:32768-60999`. */
export function openTo({ securityGroups, rules }: DeployedNetwork, groupName: string): string[] {
  const nameOf = (id?: string) => securityGroups.find(({ GroupId }) => GroupId === id)?.GroupName ?? id;
  const group = securityGroups.find(({ GroupName }) => GroupName === groupName);
  if (!group)
    throw new Error(
      `There is no security group '${groupName}'; there are ${securityGroups.map(({ GroupName }) => GroupName).join(', ')}.`,
    );
  return rules
    .filter(({ GroupId, IsEgress }) => GroupId === group.GroupId && !IsEgress)
    .map(({ CidrIpv4, ReferencedGroupInfo, IpProtocol, FromPort, ToPort }) => {
      const from = CidrIpv4 ?? nameOf(ReferencedGroupInfo?.GroupId);
      if (IpProtocol === '-1') return `${from}:everything`;
      return `${from}:${FromPort === ToPort ? FromPort : `${FromPort}-${ToPort}`}`;
    })
    .sort();
}
