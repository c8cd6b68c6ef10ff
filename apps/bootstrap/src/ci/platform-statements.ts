import { Statement } from '@dotkom/stack';
import { PlatformName, platformStackName } from '@dotkom/platform';
import { Arn, noRegion } from './arns';
import { Surroundings } from './application-statements';
import { ownTags } from './own-tags';
import { namedPlatformStatements } from './platform-named-statements';
import { ownState } from './state-statements';

/**
 * What the deploy of one platform may change: by the platform's name, or by its tags where AWS gives things no name.
 * What is the same for every platform is in `everyPlatformStatements`.
 */
export function platformStatements(
  platform: PlatformName,
  { arn, permissionsBoundaryArn }: Omit<Surroundings, 'zoneArns'>,
): readonly Statement[] {
  const stack = platformStackName(platform);
  return [
    ...ownState(stack),
    ...certificateStatements(platform, arn),
    ...namedPlatformStatements(platform, arn),
    ...roleStatements(arn, stack, permissionsBoundaryArn),
  ];
}

/** Ids are random, so the platform's are told from those of applications by their tags. */
function certificateStatements(platform: PlatformName, arn: Arn): readonly Statement[] {
  const owner = { application: 'platform', environment: platform };
  const certificates = [arn('acm', 'certificate/*')];
  return [
    {
      sid: 'MakeCertificates',
      actions: ['acm:AddTagsToCertificate', 'acm:RequestCertificate'],
      resources: ['*'], // AWS's reference knows no resource for a new one.
      conditions: {
        StringEquals: ownTags('RequestTag', owner),
        StringEqualsIfExists: ownTags('ResourceTag', owner),
      },
    },
    {
      sid: 'OwnCertificates',
      actions: ['acm:AddTagsToCertificate', 'acm:DeleteCertificate', 'acm:RemoveTagsFromCertificate'],
      resources: certificates,
      conditions: { StringEquals: ownTags('ResourceTag', owner) },
    },
  ];
}

function roleStatements(arn: Arn, stack: string, permissionsBoundaryArn: string): readonly Statement[] {
  const roles = arn('iam', `role/platform/${stack}*`, noRegion);
  return [
    {
      sid: 'BoundedRoles',
      actions: ['CreateRole', 'DeleteRolePolicy', 'PutRolePermissionsBoundary', 'PutRolePolicy'].map(
        (action) => `iam:${action}`,
      ),
      resources: [roles],
      conditions: { StringEquals: { 'iam:PermissionsBoundary': permissionsBoundaryArn } },
    },
    {
      sid: 'Roles', // AWS knows no condition on the boundary for these.
      actions: ['AddRoleToInstanceProfile', 'CreateInstanceProfile', 'DeleteInstanceProfile', 'DeleteRole']
        .concat('RemoveRoleFromInstanceProfile', 'TagInstanceProfile', 'TagRole', 'UntagInstanceProfile')
        .concat('UntagRole', 'UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription')
        .map((action) => `iam:${action}`),
      resources: [roles, arn('iam', `instance-profile/${stack}*`, noRegion)],
    },
    {
      sid: 'PassRoles',
      actions: ['iam:PassRole'],
      resources: [roles],
      conditions: {
        StringEquals: { 'iam:PassedToService': ['ec2.amazonaws.com', 'lambda.amazonaws.com'] },
      },
    },
  ];
}
