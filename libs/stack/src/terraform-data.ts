import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { inputs } from './inputs/inputs';
import { placed } from './inputs/placed';

export interface TerraformDataProps {
  /** What is remembered, and can be read back as the attribute `output`. @default nothing */
  readonly input?: Readonly<Record<string, string>>;
  /** Whether the first input stays, whatever the next ones are. @default false */
  readonly keepsFirstInput?: boolean;
  /** Once this is another value, the command runs again. @default it runs once */
  readonly triggersReplace?: string;
  /** A command that is run where Terraform runs. @default none */
  readonly command?: string;
  /** What the command finds in its environment, beside Terraform's own. @default nothing */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Terraform's own `terraform_data`: remembers a value in the state, or runs a command. Costs nothing.
 *
 * In place of cdktf's DataResource, which runs `terraform version` in every synth: that takes a tenth of its time, and fails
 * where only OpenTofu is installed, or nothing yet.
 *
 * @example
 * const created = new TerraformData(this, 'created', { input: { at: Fn.timestamp() }, keepsFirstInput: true });
 * created.getStringAttribute('output.at');
 */
export class TerraformData extends TerraformResource {
  private readonly attributes: Readonly<Record<string, unknown>>;

  constructor(scope: Construct, id: string, props: TerraformDataProps) {
    super(...placed(scope, id), { terraformResourceType: 'terraform_data' });
    const { input, keepsFirstInput, triggersReplace, command, environment } = inputs.checked(
      this,
      'TerraformData.props',
      props,
    );
    this.attributes = { input, triggers_replace: triggersReplace };
    if (keepsFirstInput) this.lifecycle = { ignoreChanges: ['input'] };
    if (command !== undefined) this.provisioners = [{ type: 'local-exec', command, environment }];
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.attributes;
  }
}
