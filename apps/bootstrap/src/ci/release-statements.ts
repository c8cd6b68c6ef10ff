import { Statement } from '@dotkom/stack';
import { Arn } from './arns';
import { Owned } from './own-tags';

/**
 * What the workflow that ships an application may do in one environment: push images to the application's own
 * repositories there, and record which one runs. What runs it is the application's deploy, with a role of its own.
 * It may read images of the other environments too, because an image is promoted by copying it.
 */
export function releaseStatements({ application, environment }: Owned, arn: Arn): readonly Statement[] {
  const releases = `parameter/releases/${application}/${environment}`;
  return [
    {
      sid: 'LogInToRegistry',
      actions: ['ecr:GetAuthorizationToken'],
      resources: ['*'], // The action has no resource to narrow it to.
    },
    {
      sid: 'PullImages',
      actions: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:DescribeImages'].concat(
        'ecr:GetDownloadUrlForLayer',
      ),
      resources: [arn('ecr', `repository/${application}/*`)],
    },
    {
      sid: 'PushImages',
      actions: ['ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'],
      resources: [arn('ecr', `repository/${application}/${environment}/*`)],
    },
    {
      sid: 'RecordReleases',
      actions: ['ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:PutParameter'],
      resources: [arn('ssm', `${releases}/*`)],
    },
  ];
}
