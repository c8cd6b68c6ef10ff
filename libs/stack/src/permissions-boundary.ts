import { IAspect } from 'cdktf';
import { IConstruct } from 'constructs';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';

/**
 * Puts the permissions boundary on every role of a stack, so that no role, whoever writes it, can do more than the
 * boundary allows (docs/decisions/permissions-boundary.md).
 */
export class PermissionsBoundary implements IAspect {
  private readonly boundaryArn: () => string;

  /** @param boundaryArn asked for only when the stack has a role. */
  constructor(boundaryArn: () => string) {
    this.boundaryArn = boundaryArn;
  }

  visit(node: IConstruct): void {
    if (node instanceof IamRole) node.permissionsBoundary = this.boundaryArn();
  }
}
