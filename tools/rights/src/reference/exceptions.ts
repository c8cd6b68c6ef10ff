const loadBalancing = [
  'loadbalancer/app/${LoadBalancerName}/${LoadBalancerId}',
  'listener/app/${LoadBalancerName}/${LoadBalancerId}/${ListenerId}',
  'listener-rule/app/${LoadBalancerName}/${LoadBalancerId}/${ListenerId}/${ListenerRuleId}',
  'targetgroup/${TargetGroupName}/${TargetGroupId}',
].map((resource) => `arn:\${Partition}:elasticloadbalancing:\${Region}:\${Account}:${resource}`);

/** Where the reference is known to lack something, each with what says so. */
export const exceptions: {
  /** Types of resources that an action is about, by action. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  /** Condition keys that an action knows, by action. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Condition keys that AWS has. */
  readonly conditionKeys: readonly { readonly key: string; readonly source: string }[];
} = {
  resources: {
    // AWS's own refusals name these ("acm:RequestCertificate on resource: arn:aws:acm:us-east-1:...:certificate/*"):
    // https://github.com/ministryofjustice/modernisation-platform/issues/3313
    'acm:RequestCertificate': ['arn:${Partition}:acm:${Region}:${Account}:certificate/${CertificateId}'],
    'cloudfront:CreateDistribution': [
      'arn:${Partition}:cloudfront::${Account}:distribution/${DistributionId}',
    ],
    'cloudfront:CreateFunction': ['arn:${Partition}:cloudfront::${Account}:function/${Name}'],
    'cloudfront:CreateOriginAccessControl': [
      'arn:${Partition}:cloudfront::${Account}:origin-access-control/${Id}',
    ],
    'cloudfront:CreateCachePolicy': ['arn:${Partition}:cloudfront::${Account}:cache-policy/${Id}'],
    'cloudfront:CreateResponseHeadersPolicy': [
      'arn:${Partition}:cloudfront::${Account}:response-headers-policy/${Id}',
    ],
    // The package reads the page of the first Elastic Load Balancing, whose actions have the same names:
    // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
    'elasticloadbalancing:AddTags': loadBalancing,
    'elasticloadbalancing:RemoveTags': loadBalancing,
    // https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access-quickstart.html
    'ssmmessages:OpenDataChannel': ['arn:${Partition}:ssm:${Region}:${Account}:session/${SessionId}'],
    // https://github.com/hashicorp/terraform-provider-aws/issues/8804
    'logs:DescribeLogGroups': ['arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}'],
  },
  keys: {},
  conditionKeys: [
    {
      key: 'lambda:SourceFunctionArn', // In every call that the code of a function makes.
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html',
    },
    {
      key: 'token.actions.githubusercontent.com:aud',
      source:
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
    },
    {
      key: 'token.actions.githubusercontent.com:sub',
      source:
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
    },
  ],
};
