import { Construct } from 'constructs';
import { placed } from '@dotkom/stack';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { inputs } from '../inputs/inputs';
import { factParameter, PlatformFact, platformFactNames, platformFacts } from './facts';

/**
 * Writes what a platform tells its applications. The compiler insists that every fact is answered.
 * Standard parameters: no monthly cost.
 *
 * @example
 * new PlatformFacts(this, 'facts', 'prod', { 'vpc-id': network.vpcId, ... });
 */
export class PlatformFacts extends Construct {
  constructor(scope: Construct, id: string, platform: string, values: Record<PlatformFact, string>) {
    super(...placed(scope, id));
    platform = inputs.checked(this, 'PlatformFacts.platform', platform);
    values = inputs.checked(this, 'PlatformFacts.values', values);
    for (const fact of platformFactNames) {
      new SsmParameter(this, fact, {
        name: factParameter(platform, fact),
        type: 'String',
        value: values[fact],
        description: `Platform ${platform}: ${platformFacts[fact]}`,
      });
    }
  }
}
