import { Construct } from 'constructs';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { awsName, placed, policy, sessionManagerStatements, trustPolicy } from '@dotkom/stack';
import { dynamicHostPorts } from '../contract';
import { Gateway } from '../gateway/gateway';
import { inputs } from '../inputs/inputs';
import { anywhere, Firewall } from '../network/firewall';
import { Network } from '../network/network';
import { Cluster } from './cluster';

export interface NodeAccessProps {
  readonly name: string;
  readonly network: Network;
  readonly gateway: Gateway;
  readonly cluster: Cluster;
}

/**
 * Who reaches the nodes and what the nodes may do, the same for every pool. The gateway and the other nodes
 * reach the dynamic host ports, and nobody else reaches anything. The role is less than
 * AmazonEC2ContainerServiceforEC2Role: a node registers with this cluster and no other, and cannot make one.
 */
export class NodeAccess extends Construct {
  readonly firewall: Firewall;
  readonly instanceProfileArn: string;
  /** The name of the role that every node has. */
  readonly roleName: string;
  /** What a node needs before its first boot, or its agent gives up. */
  readonly permissions: IamRolePolicy;

  constructor(scope: Construct, id: string, props: NodeAccessProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'NodeAccess.props', props);
    this.firewall = this.createFirewall(props);
    const role = new IamRole(this, 'role', {
      name: awsName('IAM role', [props.name, 'nodes']),
      path: '/platform/',
      assumeRolePolicy: trustPolicy({ service: 'ec2.amazonaws.com' }),
    });
    this.roleName = role.name;
    this.permissions = this.createPermissions(role, props.cluster);
    this.instanceProfileArn = new IamInstanceProfile(this, 'profile', {
      name: awsName('instance profile', [props.name, 'nodes']),
      role: role.name,
    }).arn;
  }

  private createFirewall({ name, network, gateway }: NodeAccessProps): Firewall {
    const firewall = new Firewall(this, 'firewall', {
      network,
      name: awsName('security group', [name, 'nodes']),
      description: 'The nodes: the gateway and each other come in to the containers, nobody else',
    });
    firewall.allowIn('gateway-to-containers', { securityGroup: gateway.firewall }, dynamicHostPorts);
    // By Service Connect a task calls another past the gateway, on whichever node that is (docs/decisions/calls-between-services.md).
    firewall.allowIn('nodes-to-containers', { securityGroup: firewall }, dynamicHostPorts);
    firewall.allowOut('anywhere', anywhere);
    gateway.firewall.allowOut('containers', { securityGroup: firewall }, dynamicHostPorts);
    return firewall;
  }

  private createPermissions(role: IamRole, cluster: Cluster): IamRolePolicy {
    return new IamRolePolicy(this, 'policy', {
      role: role.name,
      policy: policy([
        {
          sid: 'JoinThisCluster',
          actions: ['ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance', 'ecs:Submit*'],
          resources: [cluster.arn],
        },
        {
          sid: 'ServeThisCluster',
          actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:UpdateContainerInstancesState'],
          resources: ['*'], // A container instance's ARN is not known before it registers; the condition narrows it.
          conditions: { ArnEquals: { 'ecs:cluster': cluster.arn } },
        },
        {
          sid: 'FindEndpointAndLogIn',
          actions: ['ecs:DiscoverPollEndpoint', 'ecr:GetAuthorizationToken'],
          resources: ['*'], // These actions have no resource to narrow them to.
        },
        ...sessionManagerStatements,
      ]),
    });
  }
}
