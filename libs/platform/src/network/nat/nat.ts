import { Construct } from 'constructs';
import { Fn } from 'cdktf';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { DataAwsAmi } from '@cdktf/provider-aws/lib/data-aws-ami';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { NetworkInterface } from '@cdktf/provider-aws/lib/network-interface';
import { Route } from '@cdktf/provider-aws/lib/route';
import { awsName, organisation, policy, sessionManagerStatements, trustPolicy } from '@dotkom/stack';
import { anywhere, Firewall } from '../firewall';
import { Network, ZoneSubnet } from '../network';
import { instanceHardening } from '../../instance-hardening';
import { userData } from '../../user-data';
import { natUserData } from './scripts/nat-user-data';

export interface NatProps {
  readonly name: string;
  readonly network: Network;
  /**
   * The exact name of the fck-nat image. Pinned, because "the newest" would replace the NAT on whatever day its
   * author publishes. List them: `aws ec2 describe-images --owners 568608671756`.
   */
  readonly imageName: string;
  /** @default 't4g.nano' (32 Mbit/s sustained, bursts to 5 Gbit/s) */
  readonly instanceType?: string;
}

/** fck-nat's own account, from which its images are published. Source: https://fck-nat.dev */
const imageOwner = '568608671756';

/** The tag that the NAT's permissions are limited to. */
const roleTag = { key: 'platform:role', value: 'nat' };

/**
 * The way out for everything private: fck-nat on a Graviton instance, about 7 dollars a month (t4g.nano 3.14, its
 * public address 3.65, disk 0.33) instead of 37 for a NAT gateway. The private routes point to a network interface
 * that stays; an Auto Scaling group of one attaches it to whichever instance it runs, so a dead instance is replaced
 * without anyone awake. It stands in one zone: when that zone fails, running services go on and new connections to
 * the internet do not (docs/decisions/nat.md).
 *
 * @example
 * new Nat(this, 'nat', { name: 'platform-prod-nat', network, imageName: 'fck-nat-al2023-hvm-1.4.0-20260531-arm64-ebs' });
 */
export class Nat extends Construct {
  /** The NAT as the internet sees it, and as what it reaches inside does: sessions into the network come from here. */
  readonly outside: Firewall;

  private readonly props: NatProps;
  private readonly subnet: ZoneSubnet;
  private readonly groupName: string;

  constructor(scope: Construct, id: string, props: NatProps) {
    super(scope, id);
    this.props = props;
    this.subnet = firstSubnet(props.network);

    this.groupName = awsName('auto scaling group', [props.name]);

    this.outside = this.createOutsideFirewall();
    const inside = this.createInsideInterface();
    const { role, permissions } = this.createRole(inside);
    const template = this.createLaunchTemplate(inside, role);
    this.createAutoScalingGroup(template, permissions);
    this.routePrivateSubnetsThrough(inside);
  }

  private createInsideInterface(): NetworkInterface {
    const { name, network } = this.props;
    const firewall = new Firewall(this, 'inside-firewall', {
      network,
      name: awsName('security group', [name, 'inside']),
      description: 'The NAT as private subnets see it: whatever they send to the internet',
    });
    for (const { zone, cidr } of network.privateSubnets) firewall.allowIn(`private-${zone}`, { cidr });
    firewall.allowOut('anywhere', anywhere);
    return new NetworkInterface(this, 'inside', {
      subnetId: this.subnet.id,
      sourceDestCheck: false,
      securityGroups: [firewall.securityGroupId],
      description: `${name}: the private routes point here`,
      tags: { Name: `${name}-inside`, [roleTag.key]: roleTag.value },
    });
  }

  private createOutsideFirewall(): Firewall {
    const { name, network } = this.props;
    const firewall = new Firewall(this, 'outside-firewall', {
      network,
      name: awsName('security group', [name, 'outside']),
      description: 'The NAT as the internet sees it: nothing may come in',
    });
    firewall.allowOut('anywhere', anywhere);
    return firewall;
  }

  private createRole(inside: NetworkInterface): { role: IamRole; permissions: IamRolePolicy } {
    const { name } = this.props;
    const role = new IamRole(this, 'role', {
      name: awsName('IAM role', [name]),
      path: '/platform/',
      assumeRolePolicy: trustPolicy({ service: 'ec2.amazonaws.com' }),
    });
    const { region } = organisation;
    const anyOf = (kind: string) => `arn:aws:ec2:${region}:*:${kind}/*`;
    const onlyNat = { StringEquals: { [`ec2:ResourceTag/${roleTag.key}`]: roleTag.value } };
    const permissions = new IamRolePolicy(this, 'policy', {
      role: role.name,
      policy: policy([
        { sid: 'AttachInside', actions: ['ec2:AttachNetworkInterface'], resources: [inside.arn] },
        {
          sid: 'AttachToNat',
          actions: ['ec2:AttachNetworkInterface'],
          resources: [anyOf('instance')],
          conditions: onlyNat,
        },
        {
          sid: 'ForwardForOthers',
          actions: ['ec2:ModifyNetworkInterfaceAttribute'],
          resources: [anyOf('network-interface')],
          conditions: onlyNat,
        },
        {
          sid: 'ReportUnhealthy',
          actions: ['autoscaling:SetInstanceHealth'],
          resources: [
            `arn:aws:autoscaling:${region}:*:autoScalingGroup:*:autoScalingGroupName/${this.groupName}`,
          ],
        },
        ...sessionManagerStatements,
      ]),
    });
    return { role, permissions };
  }

  private createLaunchTemplate(inside: NetworkInterface, role: IamRole): LaunchTemplate {
    const { name, imageName, instanceType = 't4g.nano' } = this.props;
    const image = new DataAwsAmi(this, 'image', {
      owners: [imageOwner],
      filter: [{ name: 'name', values: [imageName] }],
    });
    const profile = new IamInstanceProfile(this, 'profile', {
      name: awsName('instance profile', [name]),
      role: role.name,
    });
    const tags = { Name: name, [roleTag.key]: roleTag.value };
    return new LaunchTemplate(this, 'template', {
      name: awsName('launch template', [name]),
      imageId: image.id,
      instanceType,
      iamInstanceProfile: { arn: profile.arn },
      ...instanceHardening({ rootDevice: '/dev/xvda', rootGibibytes: 8 }),
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: 'true',
          deleteOnTermination: 'true',
          securityGroups: [this.outside.securityGroupId],
        },
      ],
      tagSpecifications: ['instance', 'network-interface', 'volume'].map((resourceType) => ({
        resourceType,
        tags,
      })),
      userData: userData(
        this,
        natUserData({
          interfaceId: inside.id,
          autoScalingGroupName: this.groupName,
          region: organisation.region,
        }),
      ),
      updateDefaultVersion: true,
    });
  }

  private createAutoScalingGroup(template: LaunchTemplate, permissions: IamRolePolicy): void {
    new AutoscalingGroup(this, 'group', {
      name: this.groupName,
      minSize: 1,
      maxSize: 1,
      desiredCapacity: 1,
      vpcZoneIdentifier: [this.subnet.id],
      healthCheckType: 'EC2',
      launchTemplate: { id: template.id, version: Fn.tostring(template.latestVersion) },
      // Launch first: the new instance waits for the interface, which the old one frees when it ends.
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
      instanceRefresh: {
        strategy: 'Rolling',
        preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 200, skipMatching: true },
      },
      enabledMetrics: ['GroupInServiceInstances'],
      timeouts: { delete: '15m' },
      // On its first boot the instance needs its permissions and a way to the internet; nothing retries.
      dependsOn: [permissions, this.props.network.internetRoute],
    });
  }

  private routePrivateSubnetsThrough(inside: NetworkInterface): void {
    for (const { zone, routeTableId } of this.props.network.privateSubnets) {
      new Route(this, `${zone}-internet-route`, {
        routeTableId,
        destinationCidrBlock: '0.0.0.0/0',
        networkInterfaceId: inside.id,
      });
    }
  }
}

function firstSubnet({ publicSubnets: [first] }: Network): ZoneSubnet {
  if (!first) throw new Error('The NAT needs a network with a public subnet.');
  return first;
}
