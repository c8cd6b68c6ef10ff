import { Construct } from 'constructs';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { policy, Statement } from '@dotkom/stack';

export interface SharedPolicyProps {
  /** Its name; `dotkom-ci-` begins those that no role of CI may change. */
  readonly name: string;
  readonly description: string;
  readonly statements: readonly Statement[];
}

/**
 * A managed policy that several roles of CI have. AWS counts it by itself, 6,144 characters, and not among the 10,240 of
 * the policies in a role: what is the same for many roles stands here, so that theirs have room for names. No cost.
 *
 * @example
 * new SharedPolicy(this, 'read', { name: 'dotkom-ci-read', description: 'What every plan reads', statements });
 */
export class SharedPolicy extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, description, statements }: SharedPolicyProps) {
    super(scope, id);
    this.arn = new IamPolicy(this, 'policy', { name, description, policy: policy(statements) }).arn;
  }
}
