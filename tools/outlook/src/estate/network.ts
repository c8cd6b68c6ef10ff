import { Resource, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { blockOf, constructOf, partOf, referred } from './part';

export interface Subnet {
  readonly address: string;
  /** `eu-north-1a`. */
  readonly zone: string;
  readonly cidr: string;
  /** Whether its way to the internet is an internet gateway. */
  readonly isPublic: boolean;
}

/** The network of a platform. */
export interface Network {
  readonly cidr: string;
  /** Its availability zones, in order. */
  readonly zones: readonly string[];
  readonly subnets: readonly Subnet[];
  /** The services that it reaches without the internet: `com.amazonaws.eu-north-1.s3`. */
  readonly endpoints: readonly string[];
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
  const subnets = readSubnets(stack);
  return {
    cidr: String(resourcesOf(stack, 'aws_vpc')[0]?.config.cidr_block ?? ''),
    zones: [...new Set(subnets.map(({ zone }) => zone))].sort(),
    subnets,
    endpoints: resourcesOf(stack, 'aws_vpc_endpoint').map(({ config }) => String(config.service_name)),
  };
}

export function readSubnets(stack: SynthesisedStack): Subnet[] {
  const subnets = resourcesOf(stack, 'aws_subnet');
  const open = publicSubnets(stack, subnets);
  return subnets.map((subnet) => ({
    address: subnet.address,
    zone: String(subnet.config.availability_zone),
    cidr: String(subnet.config.cidr_block),
    isPublic: open.has(subnet),
  }));
}

/** Those whose route table has a route to an internet gateway. */
function publicSubnets(stack: SynthesisedStack, subnets: readonly Resource[]): Set<Resource> {
  const routes = resourcesOf(stack, 'aws_route').filter(({ config }) => config.gateway_id !== undefined);
  const tables = resourcesOf(stack, 'aws_route_table');
  const open = new Set(routes.map(({ config }) => referred(tables, config.route_table_id)));
  const associations = resourcesOf(stack, 'aws_route_table_association');
  return new Set(
    associations
      .filter(({ config }) => open.has(referred(tables, config.route_table_id)))
      .flatMap(({ config }) => referred(subnets, config.subnet_id) ?? []),
  );
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
