import { TerraformMetaArguments, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';

export interface TerraformDataProps extends TerraformMetaArguments {
  /** What it remembers; read back as `output`. @default nothing */
  readonly input?: unknown;
  /** Once this is another value, it is replaced, and its provisioners run again. @default never */
  readonly triggersReplace?: unknown;
}

/**
 * Terraform's own `terraform_data`: remembers a value in the state, or runs a provisioner. Costs nothing.
 *
 * In place of cdktf's DataResource, which runs `terraform version` in every synth: that takes as long as all else about a
 * stack, and fails where only OpenTofu is installed, or nothing yet.
 *
 * @example
 * const created = new TerraformData(this, 'created', { input: { at: Fn.timestamp() }, lifecycle: { ignoreChanges: ['input'] } });
 * created.getStringAttribute('output.at');
 */
export class TerraformData extends TerraformResource {
  private readonly attributes: Readonly<Record<string, unknown>>;

  constructor(
    scope: Construct,
    id: string,
    { input, triggersReplace, ...metaArguments }: TerraformDataProps,
  ) {
    super(scope, id, { ...metaArguments, terraformResourceType: 'terraform_data' });
    this.attributes = { input, triggers_replace: triggersReplace };
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }
}
