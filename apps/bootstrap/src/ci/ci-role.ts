import { Construct } from 'constructs';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { awsName, policy, Statement } from '@dotkom/stack';

/** The path of every role of CI; no role of CI may change a role in it. */
export const ciPath = '/ci/';

export interface CiRoleProps {
  /** Its name after `ci`, in words: `['apply', 'grades-prod']`. */
  readonly words: readonly string[];
  /** What it is for, as the console shows it. */
  readonly description: string;
  /** Who may assume it: made by `GithubProvider.trust`. */
  readonly trust: string;
  readonly boundaryArn: string;
  readonly statements: readonly Statement[];
  /** Policies it shares with other roles. */
  readonly sharedPolicyArns?: readonly string[];
}

/**
 * A role that a workflow run on GitHub assumes for an hour at most. No cost.
 *
 * @example
 * new CiRole(this, 'plan', { words: ['plan'], trust: github.trust([...]), boundaryArn, statements, ... });
 */
export class CiRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CiRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'role', {
      name: awsName('IAM role', ['ci', ...props.words]),
      path: ciPath,
      description: props.description,
      assumeRolePolicy: props.trust,
      permissionsBoundary: props.boundaryArn,
      maxSessionDuration: 3600,
    });
    this.arn = role.arn;
    new IamRolePolicy(this, 'policy', { role: role.name, policy: policy(props.statements) });
    for (const [index, policyArn] of (props.sharedPolicyArns ?? []).entries())
      new IamRolePolicyAttachment(this, `shared-${index}`, { role: role.name, policyArn });
  }
}
