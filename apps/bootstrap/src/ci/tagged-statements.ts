import { Statement } from '@dotkom/stack';
import { Arn, noRegion } from './arns';
import { Owned, ownTags } from './own-tags';

/** Things of an application whose ARNs hold no name of ours: made with its tags, and changed if they have them. */
export function taggedStatements(owner: Owned, arn: Arn): readonly Statement[] {
  const [groups, listeners, rules] = ['targetgroup/*', 'listener/app/*', 'listener-rule/app/*'].map((each) =>
    arn('elasticloadbalancing', each),
  ) as [string, string, string];
  const certificates = arn('acm', 'certificate/*', '*'); // Ours, and us-east-1 for CloudFront; there is no room for both.
  const distributions = arn('cloudfront', 'distribution/*', noRegion);
  const targets = arn('application-autoscaling', 'scalable-target/*');
  const tagging = ['acm:AddTagsToCertificate', 'cloudfront:TagResource'];
  return [
    {
      // For some of these AWS's reference knows no resource, and for others its refusals name '*' where the reference
      // knows one. A new thing has no name that could be another's.
      sid: 'MakeTagged',
      actions: ['acm:RequestCertificate', 'application-autoscaling:RegisterScalableTarget']
        .concat('cloudfront:CreateDistribution', 'ecs:RegisterTaskDefinition')
        .concat('elasticloadbalancing:CreateTargetGroup'),
      resources: ['*'],
      conditions: {
        StringEquals: ownTags('RequestTag', owner),
        StringEqualsIfExists: ownTags('ResourceTag', owner),
      },
    },
    {
      // AWS tries tagging for a new thing too, which has no tags yet. Without the second condition, a thing of another
      // application could be given our tags first, and be changed then.
      sid: 'TagNew',
      actions: tagging,
      resources: [certificates, distributions],
      conditions: {
        StringEquals: ownTags('RequestTag', owner),
        StringEqualsIfExists: ownTags('ResourceTag', owner),
      },
    },
    {
      sid: 'MakeTaggedRules',
      actions: ['elasticloadbalancing:CreateRule'],
      resources: [listeners], // The platform's, and tagged as such.
      conditions: { StringEquals: ownTags('RequestTag', owner) },
    },
    {
      sid: 'TagAsMade', // Load balancing itself tells a new thing from one that is there.
      actions: ['elasticloadbalancing:AddTags'],
      resources: [groups, listeners, rules],
      conditions: {
        StringEquals: {
          ...ownTags('RequestTag', owner),
          'elasticloadbalancing:CreateAction': ['CreateRule', 'CreateTargetGroup'],
        },
      },
    },
    {
      sid: 'ChangeTagged',
      actions: ['acm:DeleteCertificate', 'acm:RemoveTagsFromCertificate']
        .concat('cloudfront:DeleteDistribution', 'cloudfront:UntagResource', 'cloudfront:UpdateDistribution')
        .concat('ecs:StopTask', 'elasticloadbalancing:AddTags', 'elasticloadbalancing:DeleteRule')
        .concat('elasticloadbalancing:DeleteTargetGroup', 'elasticloadbalancing:ModifyRule')
        .concat('elasticloadbalancing:ModifyTargetGroup', 'elasticloadbalancing:ModifyTargetGroupAttributes')
        .concat('elasticloadbalancing:RemoveTags', 'elasticloadbalancing:SetRulePriorities', tagging),
      resources: [certificates, distributions, groups, rules, arn('ecs', 'task/*')],
      conditions: { StringEquals: ownTags('ResourceTag', owner) },
    },
    {
      // AWS's reference does not say that it looks at the tags of a target for these, and a call that changes one sends
      // none. So they may be missing from what is asked; where there are tags, they must be ours.
      sid: 'Scale',
      actions: ['DeleteScalingPolicy', 'DeleteScheduledAction', 'DeregisterScalableTarget']
        .concat(
          'PutScalingPolicy',
          'PutScheduledAction',
          'RegisterScalableTarget',
          'TagResource',
          'UntagResource',
        )
        .map((action) => `application-autoscaling:${action}`),
      resources: [targets],
      conditions: {
        StringEqualsIfExists: {
          ...ownTags('RequestTag', owner),
          ...ownTags('ResourceTag', owner),
          'application-autoscaling:service-namespace': 'ecs',
        },
      },
    },
  ];
}
