/** A refusal that keeps no deploy from its end. */
export interface FineRefusal {
  readonly roles: RegExp;
  readonly action: string;
  readonly resources: RegExp;
  readonly because: string;
}

/** What roles would be refused, and may be. Each is asked in every recording, or it goes. */
export const refusedAndFine: readonly FineRefusal[] = [
  {
    roles: /^ci-apply-platform-/,
    action: 's3:GetObject',
    resources: /dotkom-infra-state\/stacks\//,
    because: 'a platform is destroyed by a person, who is asked first whether any stack is on it',
  },
];

/**
 * What roles may do and no recording shows, as `<role> <statement>: <action or resource>`, with why they may. `*` is any text.
 * Each is about something that is found, or it goes.
 */
export const unusedForAReason: Readonly<Record<string, string>> = {
  '* Buckets: s3:TagResource': 'the provider tags buckets by it from its version 6 on',
  '* Buckets: s3:UntagResource': 'the provider tags buckets by it from its version 6 on',
  'every role ReadSettings: s3:ListTagsForResource': 'the provider tags buckets by it from its version 6 on',
  '* BoundedRoles: iam:PutRolePermissionsBoundary':
    'a role whose boundary somebody took off by hand gets it back',
  '* Services: *service-deployment*': 'a deploy that is interrupted stops what it has begun',
  '* Services: ecs:StopServiceDeployment': 'a deploy that is interrupted stops what it has begun',
  '* ChangeTagged: ecs:StopTask': 'a one-off task that takes too long is stopped',
  '* ChangeTagged: *:task/*': 'a one-off task that takes too long is stopped',
  '* NodePools: autoscaling:CancelInstanceRefresh':
    'a change while nodes are being replaced ends the older replacement',
  '* Gateway: elasticloadbalancing:SetSubnets': 'a zone that is added',
  '* Database: rds:ResetDBParameterGroup': 'a parameter that is taken away, which the emulator cannot do',
  '* Database: rds:ModifyDBSubnetGroup': 'a zone that is added',
  '* Network: ec2:ModifyVpcEndpoint': 'a zone that is added',
  '* Gateway: elasticloadbalancing:SetSecurityGroups': 'a firewall that is replaced',
  '* NodePools: autoscaling:DeleteTags': 'a tag that is taken away from the instances of a node pool',
  '* Network: ec2:DetachNetworkInterface':
    'an interface that an instance still holds, and no instance runs here',
  '* Network: ec2:DisassociateAddress': 'an address that an instance still holds, and no instance runs here',
  '* ChangeTagged: elasticloadbalancing:ModifyRule': 'a host that moves to another service',
  '* KeepRoleOfScaling: iam:PassRole':
    'the role that AWS answers is sent back, and the emulator answers none',
  '* TagAsMade: *:listener/app/*': 'whether AWS asks it of the rule or of its listener, it does not say',
  '* MakeDatabase: *:function:platform-prod-databases':
    'of a call that names no version, AWS asks about the function',
  'applications-look WithoutResource: cloudwatch:GetMetricStatistics':
    'people ask it by the AWS CLI, as docs/guides/memory.md says',
  'ci-node-image *': 'Packer uses it, which starts instances that no emulator boots',
  'node-image-builder *': "the temporary instance's agent uses it, and no emulator boots one",
  'ci-release-* LogInToRegistry: *': 'Docker uses it to push an image, and the recording pushes none',
  'ci-release-* PullImages: *': 'Docker uses it to push an image, and the recording pushes none',
  'ci-release-* PushImages: *': 'Docker uses it to push an image, and the recording pushes none',
};
