import { Construct } from 'constructs';
import { DataAwsIamRole } from '@cdktf/provider-aws/lib/data-aws-iam-role';
import { DataAwsIamRoles } from '@cdktf/provider-aws/lib/data-aws-iam-roles';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { awsName, policy } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';

export interface UploadRoleProps {
  readonly site: string;
  readonly bucketArn: string;
  readonly distributionArn: string;
}

/**
 * The role by which the application's workflow uploads its site: to this bucket, and to nothing else. Whoever may
 * release the application in this environment may assume it: it has the very trust of the release role that
 * apps/bootstrap makes, and there is none as long as the application has no such role (docs/decisions/static-sites.md).
 */
export class UploadRole extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, { site, bucketArn, distributionArn }: UploadRoleProps) {
    super(scope, id);
    const { application, environment } = ApplicationStack.of(this);
    this.name = awsName('IAM role', [application, environment.name, site, 'upload']);

    const { releases, count } = this.findReleaseRole();
    const role = new IamRole(this, 'role', {
      name: this.name,
      path: `/applications/${application}/`,
      description: `Uploads the site ${site} of ${application} in ${environment.name}`,
      assumeRolePolicy: `\${${releases.fqn}[0].assume_role_policy}`,
      maxSessionDuration: 3600,
    });
    role.addOverride('count', count);
    const rights = new IamRolePolicy(this, 'policy', {
      role: `\${${role.fqn}[0].name}`,
      policy: policy([
        {
          sid: 'Upload',
          actions: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:PutObject'],
          resources: [`${bucketArn}/*`],
        },
        { sid: 'Compare', actions: ['s3:ListBucket'], resources: [bucketArn] },
        { sid: 'Invalidate', actions: ['cloudfront:CreateInvalidation'], resources: [distributionArn] },
      ]),
    });
    rights.addOverride('count', count);
  }

  /** By a look that may find nothing: an application that releases nothing yet has no release role. */
  private findReleaseRole(): { releases: DataAwsIamRole; count: string } {
    const { application, environment } = ApplicationStack.of(this);
    const name = awsName('IAM role', ['ci', 'release', `${application}-${environment.name}`]);
    const found = new DataAwsIamRoles(this, 'found', { pathPrefix: '/ci/', nameRegex: `^${name}$` });
    const count = `\${length(${found.fqn}.names)}`;
    const releases = new DataAwsIamRole(this, 'release-role', { name });
    releases.addOverride('count', count);
    return { releases, count };
  }
}
