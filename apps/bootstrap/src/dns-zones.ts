import { TerraformVariable } from 'cdktf';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { zones } from '@dotkom/platform';
import { InfraStack } from '@dotkom/stack';

/**
 * The zone of every domain, by its ARN: 0.50 dollars a month each. Everything finds a zone by its name, so one that the
 * account has already is taken over and not made a second time; a person says which, because a plan cannot look for a zone
 * without failing where there is none. Its records stay as they are: the stack has none.
 */
export function createZones(stack: InfraStack): string[] {
  declareExistingZones(stack);
  return zones.map((name) => {
    const zone = new Route53Zone(stack, `zone-${name}`, { name, comment: '' });
    stack.adoptIfThere(zone, `\${toset(compact([lookup(var.existing_zones, "${name}", "")]))}`);
    return zone.arn;
  });
}

function declareExistingZones(stack: InfraStack): void {
  const variable = new TerraformVariable(stack, 'existing_zones', {
    type: 'map(string)',
    default: {},
    description: 'The ids of zones that the account has and no state of ours holds yet, by their names.',
  });
  variable.addValidation({
    condition: `\${alltrue([for name in keys(var.existing_zones) : contains(${JSON.stringify(zones)}, name)])}`,
    errorMessage: `existing_zones names a zone that is none of ${zones.join(', ')}.`,
  });
}
