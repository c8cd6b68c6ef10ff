import { Construct } from 'constructs';
import { Fn } from 'cdktf';
import { AutoscalingGroup } from '@cdktf/provider-aws/lib/autoscaling-group';
import { EcsCapacityProvider } from '@cdktf/provider-aws/lib/ecs-capacity-provider';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { awsName, checked, placed } from '@dotkom/stack';
import { instanceDollarsAMonth } from '@dotkom/stack/prices';
import { Architecture, nodeInstanceTypes } from '../contract';
import { impossibleNodeCount } from '../errors';
import { inputs } from '../inputs/inputs';
import { instanceHardening } from '../instance-hardening';
import { Network, WayOut } from '../network/network';
import { userData } from '../user-data';
import { Cluster } from './cluster';
import { NodeAccess } from './node-access';
import { nodeAmiId, NodeImage } from './node-ami';
import { nodeImage } from './node-image';
import { nodeUserData } from './node-user-data';

export interface NodePoolProps {
  /** The platform's name; the pool's is this and its architecture. */
  readonly name: string;
  readonly architecture: Architecture;
  readonly network: Network;
  /**
   * What its nodes reach the internet by. They start after it, or neither of their agents finds AWS; and end before it, or
   * they cannot be drained.
   */
  readonly wayOut: WayOut;
  readonly cluster: Cluster;
  readonly access: NodeAccess;
  readonly image: NodeImage;
  /** The fewest nodes. 0 lets a pool that nothing runs on cost nothing. */
  readonly minNodes: number;
  /** The most nodes: at least one more than are needed, or a new one cannot start before an old one ends. */
  readonly maxNodes: number;
}

/**
 * Nodes of one architecture: an Auto Scaling group over the private subnets, and the capacity provider by which ECS
 * adds nodes when tasks find no room and drains them before they end. A month of one node costs 12.56 dollars (arm64)
 * or 15.77 (amd64), and 2.51 for its disk.
 *
 * @example
 * new NodePool(this, 'arm64', { name, architecture: 'arm64', network, cluster, access, wayOut: nat.wayOut, image: 'newest', minNodes: 2, maxNodes: 4 });
 */
export class NodePool extends Construct {
  readonly architecture: Architecture;
  /** The name by which services choose this pool. */
  readonly capacityProvider: string;
  readonly autoScalingGroupName: string;

  private readonly props: NodePoolProps;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'NodePool.props', props);
    this.props = props;
    this.architecture = props.architecture;
    checked(this, () => this.refuseImpossibleCount(), undefined);

    this.autoScalingGroupName = awsName('auto scaling group', this.words);
    const group = this.createAutoScalingGroup(this.createLaunchTemplate());
    this.capacityProvider = this.createCapacityProvider(group).name;
  }

  /** What its nodes cost in a month, in dollars without tax, while it has as many as it may. */
  get mostDollarsAMonth(): number {
    const { gib } = nodeImage.image.rootVolume;
    return this.props.maxNodes * instanceDollarsAMonth(nodeInstanceTypes[this.architecture], gib);
  }

  private refuseImpossibleCount(): void {
    const { minNodes, maxNodes } = this.props;
    const whole = [minNodes, maxNodes].every((count) => Number.isInteger(count) && count >= 0);
    if (!whole || maxNodes < minNodes + 1) throw impossibleNodeCount(minNodes, maxNodes);
  }

  private get words(): string[] {
    return [this.props.name, this.architecture];
  }

  private createLaunchTemplate(): LaunchTemplate {
    const { access, cluster, image, name } = this.props;
    const { device, gib } = nodeImage.image.rootVolume;
    const tags = { Name: `${name}-node`, 'platform:role': 'node' };
    return new LaunchTemplate(this, 'template', {
      name: awsName('launch template', this.words),
      imageId: nodeAmiId(this, this.architecture, image),
      instanceType: nodeInstanceTypes[this.architecture],
      iamInstanceProfile: { arn: access.instanceProfileArn },
      vpcSecurityGroupIds: [access.firewall.securityGroupId],
      ...instanceHardening({ rootDevice: device, rootGibibytes: gib }),
      tagSpecifications: ['instance', 'volume'].map((resourceType) => ({ resourceType, tags })),
      userData: userData(this, nodeUserData(cluster.name)),
      updateDefaultVersion: true,
    });
  }

  private createAutoScalingGroup(template: LaunchTemplate): AutoscalingGroup {
    const { access, minNodes, maxNodes, network, wayOut } = this.props;
    return new AutoscalingGroup(this, 'group', {
      name: this.autoScalingGroupName,
      minSize: minNodes,
      maxSize: maxNodes,
      vpcZoneIdentifier: network.privateSubnets.map(({ id }) => id),
      healthCheckType: 'EC2',
      healthCheckGracePeriod: 300,
      launchTemplate: { id: template.id, version: Fn.tostring(template.latestVersion) },
      instanceMaintenancePolicy: { minHealthyPercentage: 100, maxHealthyPercentage: 200 },
      instanceRefresh: {
        strategy: 'Rolling',
        preferences: {
          minHealthyPercentage: 100,
          maxHealthyPercentage: 200,
          instanceWarmup: '120',
          skipMatching: true,
        },
      },
      // ECS adds this tag itself; without it here, every plan would take it away.
      tag: [{ key: 'AmazonECSManaged', value: 'true', propagateAtLaunch: true }],
      enabledMetrics: ['GroupInServiceInstances', 'GroupTerminatingInstances'],
      forceDelete: true,
      // Managed scaling owns how many there are.
      lifecycle: { ignoreChanges: ['desired_capacity'] },
      dependsOn: [access.permissions, ...wayOut],
    });
  }

  /**
   * The share of the nodes that tasks should fill, in percent. Below 100 a node stands ready for the next task; a pool
   * that may be empty would start that node and end it again for ever (aws/containers-roadmap#653).
   */
  private get targetCapacity(): number {
    return this.props.minNodes === 0 ? 100 : 90;
  }

  private createCapacityProvider(group: AutoscalingGroup): EcsCapacityProvider {
    return new EcsCapacityProvider(this, 'capacity-provider', {
      name: awsName('capacity provider', this.words),
      autoScalingGroupProvider: {
        autoScalingGroupArn: group.arn,
        managedDraining: 'ENABLED',
        managedTerminationProtection: 'DISABLED',
        managedScaling: {
          status: 'ENABLED',
          targetCapacity: this.targetCapacity,
          minimumScalingStepSize: 1,
          maximumScalingStepSize: 2,
          instanceWarmupPeriod: 120,
        },
      },
    });
  }
}
