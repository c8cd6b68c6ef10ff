import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import {
  awsName,
  InfraStack,
  organisation,
  policy,
  sessionManagerStatements,
  Statement,
  trustPolicy,
} from '@dotkom/stack';
import { Arn } from './arns';

const name = 'node-image-builder';

/**
 * What Packer's temporary instance is, to AWS: an instance profile with nothing but Session Manager, through which
 * Packer reaches it; and what the workflow that runs Packer may do (docs/runbooks/node-image.md). No cost by itself.
 *
 * @example
 * const builder = new NodeImageBuilder(this, 'node-image-builder', permissionsBoundaryArn);
 * builder.statements(arn);
 */
export class NodeImageBuilder extends Construct {
  private readonly roleArn: string;
  private readonly profileArn: string;

  constructor(scope: Construct, id: string, permissionsBoundary: string) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: awsName('IAM role', [name]),
      path: '/node-image/',
      description: 'What the temporary instance of a build of the node image may do: be reached',
      assumeRolePolicy: trustPolicy({ service: 'ec2.amazonaws.com' }),
      permissionsBoundary,
    });
    new IamRolePolicy(this, 'policy', { role: role.name, policy: policy(sessionManagerStatements) });
    const profile = new IamInstanceProfile(this, 'profile', {
      name: awsName('instance profile', [name]),
      path: '/node-image/',
      role: role.name,
    });
    this.roleArn = role.arn;
    this.profileArn = profile.arn;
    new TerraformOutput(InfraStack.of(this), 'node_image_instance_profile', {
      value: profile.name,
      description: "The node image workflow's variable NODE_IMAGE_INSTANCE_PROFILE.",
    });
  }

  /** What the workflow may do: build with instances that are called so, and remove images that have our tag. */
  statements(arn: Arn): readonly Statement[] {
    const ec2 = (...kinds: string[]) => kinds.map((kind) => arn('ec2', `${kind}/*`));
    const publicly = (...kinds: string[]) =>
      kinds.map((kind) => `arn:aws:ec2:${organisation.region}::${kind}/*`); // These ARNs name no account.
    const ours = { StringEquals: { 'aws:ResourceTag/node-image': organisation.github } };
    const called = (key: string) => ({ StringLike: { [key]: `${name}-*` } });
    return [
      {
        sid: 'ReadImages',
        actions: ['ec2:Describe*'],
        resources: ['*'], // These actions have no resource to narrow them to.
      },
      {
        sid: 'ReadBaseImage',
        actions: ['ssm:GetParameter', 'ssm:GetParameters'],
        resources: [`arn:aws:ssm:${organisation.region}::parameter/aws/service/*`],
      },
      {
        sid: 'StartBuilders',
        actions: ['ec2:CreateKeyPair', 'ec2:CreateSecurityGroup', 'ec2:RunInstances'],
        resources: ec2('instance', 'key-pair', 'security-group', 'volume'),
        conditions: called('aws:RequestTag/Name'),
      },
      {
        sid: 'StartBuildersWith',
        actions: ['ec2:CreateSecurityGroup', 'ec2:RunInstances'],
        resources: [...ec2('network-interface', 'subnet', 'vpc'), ...publicly('image')],
      },
      {
        sid: 'UseOwnParts',
        actions: ['ec2:AuthorizeSecurityGroupIngress', 'ec2:CreateImage', 'ec2:DeleteKeyPair']
          .concat('ec2:DeleteSecurityGroup', 'ec2:ModifyInstanceAttribute', 'ec2:RunInstances')
          .concat('ec2:StopInstances', 'ec2:TerminateInstances'),
        resources: ec2('instance', 'key-pair', 'security-group'),
        conditions: called('aws:ResourceTag/Name'),
      },
      {
        sid: 'MakeImages',
        actions: ['ec2:CreateImage'],
        resources: publicly('image', 'snapshot'),
      },
      {
        sid: 'TagWhatIsMade',
        actions: ['ec2:CreateTags'],
        resources: [
          // Packer tags the interface of its instance too. https://github.com/hashicorp/packer-plugin-amazon
          ...ec2('instance', 'key-pair', 'network-interface', 'security-group', 'volume'),
          ...publicly('image', 'snapshot'),
        ],
        conditions: {
          StringEquals: {
            'ec2:CreateAction': ['CreateImage', 'CreateKeyPair', 'CreateSecurityGroup', 'RunInstances'],
          },
        },
      },
      {
        // Who could tag any image could remove any. Packer makes an image and its snapshot with the tags of the
        // instance, and gives them their own only when they are ready: first by this name, then, as the name has
        // changed, the snapshot's by our tag.
        // https://developer.hashicorp.com/packer/integrations/hashicorp/amazon/latest/components/builder/ebs
        sid: 'FinishNewImages',
        actions: ['ec2:CreateTags', 'ec2:ModifyImageAttribute'], // The description, and IMDSv2 alone.
        resources: publicly('image', 'snapshot'),
        conditions: called('aws:ResourceTag/Name'),
      },
      {
        sid: 'TagOwnImages',
        actions: ['ec2:CreateTags'],
        resources: publicly('image', 'snapshot'),
        conditions: ours,
      },
      {
        sid: 'RemoveOldImages',
        actions: ['ec2:DeleteSnapshot', 'ec2:DeregisterImage'],
        resources: publicly('image', 'snapshot'),
        conditions: ours,
      },
      {
        sid: 'ReachBuilders',
        actions: ['ssm:StartSession'],
        resources: ec2('instance'),
        conditions: called('ssm:resourceTag/Name'),
      },
      {
        sid: 'ReachBuildersBy',
        actions: ['ssm:StartSession'],
        resources: [`arn:aws:ssm:${organisation.region}::document/AWS-StartPortForwardingSession`],
      },
      {
        sid: 'OwnSessions',
        actions: ['ssm:ResumeSession', 'ssm:TerminateSession', 'ssmmessages:OpenDataChannel'],
        resources: [arn('ssm', 'session/$${aws:userid}-*')],
      },
      { sid: 'FindProfile', actions: ['iam:GetInstanceProfile'], resources: [this.profileArn] },
      {
        sid: 'HandProfileToBuilders',
        actions: ['iam:PassRole'],
        resources: [this.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      },
    ];
  }
}
