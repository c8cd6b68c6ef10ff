import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { blockOf, constructOf, partOf, referred } from './part';

export interface Subnet {
  readonly address: string;
  /** `eu-north-1a`. */
  readonly zone: string;
}

/** The network of a platform. */
export interface Network {
  /** Its availability zones, in order. */
  readonly zones: readonly string[];
}

/** What leads from private subnets to the internet. */
export interface Nat {
  readonly name: string;
  /** The construct that makes it: `platform-prod/nat/eu-north-1a`. */
  readonly construct: string;
  readonly kind: 'instance' | 'gateway';
  readonly zone: string;
  /** `t4g.nano`; none for a NAT gateway. */
  readonly instanceType?: string;
}

export function readNetwork(stack: SynthesisedStack): Network {
  return { zones: [...new Set(readSubnets(stack).map(({ zone }) => zone))].sort() };
}

export function readSubnets(stack: SynthesisedStack): Subnet[] {
  return resourcesOf(stack, 'aws_subnet').map(({ address, config }) => ({
    address,
    zone: String(config.availability_zone),
  }));
}

/** The role that a NAT instance has in its tags, by which the platform's own alarms and permissions know it too. */
const natRole = 'nat';

export function readNats(stack: SynthesisedStack): Nat[] {
  const subnets = resourcesOf(stack, 'aws_subnet');
  const zoneOf = (expression: unknown) =>
    String(referred(subnets, expression)?.config.availability_zone ?? '');
  const gateways = resourcesOf(stack, 'aws_nat_gateway').map(({ config, constructPath }): Nat => ({
    name: partOf(constructPath),
    construct: constructOf(constructPath),
    kind: 'gateway',
    zone: zoneOf(config.subnet_id),
  }));
  const templates = resourcesOf(stack, 'aws_launch_template').filter(({ config }) => isNat(config));
  const instances = resourcesOf(stack, 'aws_autoscaling_group').flatMap(
    ({ config, constructPath }): Nat[] => {
      const template = referred(templates, blockOf(config.launch_template)?.['id']);
      if (!template) return [];
      return [
        {
          name: String(config.name),
          construct: constructOf(constructPath),
          kind: 'instance',
          zone: zoneOf(config.vpc_zone_identifier),
          instanceType: String(template.config.instance_type),
        },
      ];
    },
  );
  return [...instances, ...gateways];
}

function isNat(template: Record<string, any>): boolean {
  return [template['tag_specifications']]
    .flat()
    .some((specification) => specification?.tags?.['platform:role'] === natRole);
}
