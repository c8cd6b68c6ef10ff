import { Construct } from 'constructs';
import { placed } from '@dotkom/stack';
import { DataAwsSsmParametersByPath } from '@cdktf/provider-aws/lib/data-aws-ssm-parameters-by-path';
import { Fn, TerraformLocal } from 'cdktf';
import { inputs } from '../inputs/inputs';
import { Architecture } from './architecture';
import { factParameter, factPath, PlatformFact, platformFactNames } from './facts';
import { PlatformName, platformStackName } from './platforms';

/**
 * A platform as an application sees it: found by one Terraform `data` block, never by the platform's state. Where the
 * platform does not exist or is older than the application expects, the plan says so and how to get one.
 *
 * @example
 * const platform = new PlatformReference(this, 'platform', 'prod');
 * platform.fact('vpc-id');
 */
export class PlatformReference extends Construct {
  readonly platform: PlatformName;
  private readonly facts: TerraformLocal;

  constructor(scope: Construct, id: string, platform: PlatformName) {
    super(...placed(scope, id));
    this.platform = inputs.checked(this, 'PlatformReference.platform', platform);
    const { names, values } = this.findParameters();
    // The provider marks every parameter as sensitive; these are public facts, and a plan that hides them cannot be reviewed.
    this.facts = new TerraformLocal(this, 'facts', Fn.nonsensitive(Fn.zipmap(names, values)));
  }

  /** One fact about the platform. */
  fact(fact: PlatformFact): string {
    return Fn.lookup(this.facts.expression, factParameter(this.platform, fact));
  }

  /** The capacity provider of the nodes with an architecture. */
  capacityProvider(architecture: Architecture): string {
    return this.fact(`capacity-provider-${architecture}`);
  }

  private findParameters(): DataAwsSsmParametersByPath {
    const { platform } = this;
    const expected = JSON.stringify(platformFactNames.map((fact) => factParameter(platform, fact)));
    const missing = `setsubtract(${expected}, self.names)`;
    return new DataAwsSsmParametersByPath(this, 'parameters', {
      path: factPath(platform),
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(${missing}) == 0}`,
            errorMessage:
              `There is no complete platform '${platform}' in this AWS account and region: ` +
              `it lacks \${join(", ", ${missing})}. ` +
              `Deploy the platform first: npx nx deploy platform -c ${platform} ` +
              `(on the AWS of this machine: npx nx deploy platform -c local). The stack is ${platformStackName(platform)}.`,
          },
        ],
      },
    });
  }
}
