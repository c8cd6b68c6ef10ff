import { platformNames, platformStackName } from '@dotkom/platform';
import { Statement } from '@dotkom/stack';
import { Arn, noRegion } from './arns';
import { forwardLogsStatement } from './forward-logs-statement';
import { recordStatement } from './record-statement';

/**
 * What the deploy of an application may do, whichever it is: what AWS gives neither names nor tags to narrow it by, or
 * what belongs to the platform. It stands in one policy that all these roles share.
 */
export function everyApplicationStatements(arn: Arn, zoneArns: readonly string[]): readonly Statement[] {
  return [
    {
      sid: 'TagTasks',
      actions: ['ecs:TagResource'],
      resources: [arn('ecs', 'task/*')],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    },
    forwardLogsStatement,
    {
      sid: 'MakeCloudfrontParts', // AWS's reference knows no resource for making one.
      actions: ['cloudfront:CreateFunction', 'cloudfront:CreateOriginAccessControl'].concat(
        'cloudfront:CreateResponseHeadersPolicy',
      ),
      resources: ['*'],
    },
    {
      sid: 'ChangeCloudfrontParts', // These have neither names in their ARNs nor tags.
      actions: ['OriginAccessControl', 'ResponseHeadersPolicy'].flatMap((kind) =>
        ['Delete', 'Update'].map((verb) => `cloudfront:${verb}${kind}`),
      ),
      resources: ['origin-access-control', 'response-headers-policy'].map((kind) =>
        arn('cloudfront', `${kind}/*`, noRegion),
      ),
    },
    // Which hosts are the application's, only its code says; that no two claim one is checked before any plan.
    ...recordStatement(zoneArns),
    {
      sid: 'MakeDatabase', // The function makes one for whom the wish is, and for nobody without.
      actions: ['lambda:InvokeFunction'],
      // Whoever names a version, as the provider does, is asked about the ARN with the version.
      resources: platformNames
        .map((platform) => arn('lambda', `function:${platformStackName(platform)}-databases`))
        .flatMap((each) => [each, `${each}:*`]),
    },
    {
      // A change of a target names the role that AWS gave it, and AWS does not say whether that counts as passing it.
      // Only the service whose role it is can assume it.
      sid: 'KeepRoleOfScaling',
      actions: ['iam:PassRole'],
      resources: [
        arn(
          'iam',
          'role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService',
          noRegion,
        ),
      ],
      conditions: {
        StringEqualsIfExists: {
          'iam:PassedToService': [
            'application-autoscaling.amazonaws.com',
            'ecs.application-autoscaling.amazonaws.com',
          ],
        },
      },
    },
  ];
}
