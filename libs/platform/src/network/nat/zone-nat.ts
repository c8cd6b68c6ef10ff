import { Construct } from 'constructs';
import { Fn } from 'cdktf';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { DataAwsAmi } from '@cdktf/provider-aws/lib/data-aws-ami';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { NetworkInterface } from '@cdktf/provider-aws/lib/network-interface';
import {
  awsName,
  organisation,
  policy,
  sessionManagerStatements,
  Statement,
  trustPolicy,
} from '@dotkom/stack';
import { dollarsAMonth, instanceDollarsAMonth } from '@dotkom/stack/prices';
import { Firewall } from '../firewall';
import { WayOut, ZoneSubnet } from '../network';
import { instanceHardening } from '../../instance-hardening';
import { userData } from '../../user-data';
import { natUserData } from './scripts/nat-user-data';

export interface ZoneNatProps {
  /** What its instance is called: the same in every zone, so that whoever looks for a NAT finds them all. */
  readonly instanceName: string;
  /** What its parts are called, for example `platform-prod-nat-eu-north-1a`. */
  readonly name: string;
  /** The public subnet that it stands in. */
  readonly subnet: ZoneSubnet;
  /** What may come in and go out on either side. */
  readonly firewalls: { readonly inside: Firewall; readonly outside: Firewall };
  /** The exact name of the fck-nat image. */
  readonly imageName: string;
  readonly instanceType: string;
  readonly address: 'changing' | 'fixed';
  /** What its first boot needs to reach the internet. */
  readonly wayOut: WayOut;
}

/** fck-nat's own account, from which its images are published. Source: https://fck-nat.dev */
const imageOwner = '568608671756';

const diskGibibytes = 8;

/** The tag that the NAT's permissions are limited to. */
const roleTag = { key: 'platform:role', value: 'nat' };

/**
 * A new instance starts before the old one ends: it waits for the interface, which the old one frees when it ends, so
 * the gap is seconds. A fixed address would turn that against us: fck-nat takes the address first and waits for the
 * interface after, so the old instance would lose the internet while all traffic still leads to it. There, the old one
 * ends first. Source: service/fck-nat.sh in github.com/AndrewGuenther/fck-nat.
 */
const replacement = {
  changing: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
  fixed: { minHealthyPercentage: 0, maxHealthyPercentage: 100 },
} as const;

/**
 * One NAT, in one zone: fck-nat on an instance of an Auto Scaling group of one, which attaches a network interface that
 * stays. Private routes point to that interface, so a dead instance is replaced without anyone awake and no route
 * changes. {@link Nat} decides how many there are and who goes through which.
 *
 * About 7.5 dollars a month: t4g.nano 3.14, its public address 3.65 (fixed or not), 8 GiB of disk 0.67.
 *
 * @example
 * new ZoneNat(this, 'eu-north-1a', { name: 'platform-prod-nat-eu-north-1a', subnet, firewalls, imageName, ... });
 */
export class ZoneNat extends Construct {
  readonly zone: string;
  /** The interface that private routes point to. */
  readonly interfaceId: string;
  readonly autoScalingGroupName: string;
  /** What runs it. Once it is made, an instance is in service. */
  readonly group: AutoscalingGroup;

  private readonly props: ZoneNatProps;
  /** The name of the role that its instance has. */
  readonly roleName: string;
  private readonly fixedAddress?: Eip;

  constructor(scope: Construct, id: string, props: ZoneNatProps) {
    super(scope, id);
    this.props = props;
    this.zone = props.subnet.zone;
    this.autoScalingGroupName = awsName('auto scaling group', [props.name]);

    if (props.address === 'fixed') this.fixedAddress = this.createFixedAddress();
    const inside = this.createInsideInterface();
    const { role, permissions } = this.createRole(inside);
    const template = this.createLaunchTemplate(inside, role);
    this.group = this.createAutoScalingGroup(template, permissions);
    this.interfaceId = inside.id;
    this.roleName = role.name;
  }

  /** What it costs in a month, in dollars without tax: its instance, its disk, its one public address. */
  get mostDollarsAMonth(): number {
    return instanceDollarsAMonth(this.props.instanceType, diskGibibytes) + dollarsAMonth('vpc/public-ipv4');
  }

  private createFixedAddress(): Eip {
    const { name, wayOut } = this.props;
    return new Eip(this, 'address', { domain: 'vpc', tags: { Name: name }, dependsOn: [...wayOut] });
  }

  private createInsideInterface(): NetworkInterface {
    const { name, subnet, firewalls } = this.props;
    return new NetworkInterface(this, 'inside', {
      subnetId: subnet.id,
      sourceDestCheck: false,
      securityGroups: [firewalls.inside.securityGroupId],
      description: `${name}: the private routes point here`,
      tags: { Name: `${name}-inside`, [roleTag.key]: roleTag.value },
    });
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
            `arn:aws:autoscaling:${region}:*:autoScalingGroup:*:autoScalingGroupName/${this.autoScalingGroupName}`,
          ],
        },
        ...this.moveFixedAddress(anyOf('network-interface'), onlyNat),
        ...sessionManagerStatements,
      ]),
    });
    return { role, permissions };
  }

  /** The fixed address and no other, to interfaces of the NAT and no other. */
  private moveFixedAddress(anyInterface: string, onlyNat: Statement['conditions']): Statement[] {
    if (!this.fixedAddress) return [];
    const actions = ['ec2:AssociateAddress', 'ec2:DisassociateAddress'];
    return [
      { sid: 'TakeFixedAddress', actions, resources: [this.fixedAddress.arn] },
      { sid: 'GiveFixedAddressToNat', actions, resources: [anyInterface], conditions: onlyNat },
    ];
  }

  private createLaunchTemplate(inside: NetworkInterface, role: IamRole): LaunchTemplate {
    const { name, imageName, instanceType, firewalls } = this.props;
    const image = new DataAwsAmi(this, 'image', {
      owners: [imageOwner],
      filter: [{ name: 'name', values: [imageName] }],
      // Public images are deprecated after two years at most, and then found by nobody who does not ask for such.
      includeDeprecated: true,
    });
    const profile = new IamInstanceProfile(this, 'profile', {
      name: awsName('instance profile', [name]),
      role: role.name,
    });
    const tags = { Name: this.props.instanceName, [roleTag.key]: roleTag.value };
    return new LaunchTemplate(this, 'template', {
      name: awsName('launch template', [name]),
      imageId: image.id,
      instanceType,
      iamInstanceProfile: { arn: profile.arn },
      ...instanceHardening({ rootDevice: '/dev/xvda', rootGibibytes: diskGibibytes }),
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: 'true',
          deleteOnTermination: 'true',
          securityGroups: [firewalls.outside.securityGroupId],
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
          autoScalingGroupName: this.autoScalingGroupName,
          region: organisation.region,
          elasticIpAllocationId: this.fixedAddress?.id,
        }),
      ),
      updateDefaultVersion: true,
    });
  }

  private createAutoScalingGroup(template: LaunchTemplate, permissions: IamRolePolicy): AutoscalingGroup {
    const { subnet, address, wayOut } = this.props;
    return new AutoscalingGroup(this, 'group', {
      name: this.autoScalingGroupName,
      minSize: 1,
      maxSize: 1,
      desiredCapacity: 1,
      vpcZoneIdentifier: [subnet.id],
      healthCheckType: 'EC2',
      launchTemplate: { id: template.id, version: Fn.tostring(template.latestVersion) },
      instanceMaintenancePolicy: replacement[address],
      instanceRefresh: {
        strategy: 'Rolling',
        preferences: { ...replacement[address], skipMatching: true },
      },
      enabledMetrics: ['GroupInServiceInstances'],
      // On its first boot the instance needs its permissions and a way to the internet; nothing retries.
      dependsOn: [permissions, ...wayOut],
    });
  }
}
