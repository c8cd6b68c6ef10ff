import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';

/**
 * A boot script in the form that a launch template takes. The script is kept as a local value, which Terraform reads
 * as a template: a script may hold references to other resources, and writes `$${` for a `${` of its own.
 */
export function userData(scope: Construct, script: string): string {
  const local = new TerraformLocal(scope, 'user-data', script);
  return Fn.base64encode(local.asString);
}
