import { SynthesisedStack } from '@dotkom/stack/testing';

type Address = string;
type Resource = Record<string, any>;

/**
 * What of a stack needs the internet and does not wait for what gives it, each as a sentence. What gives it is found in
 * the stack: the default route of each subnet, and what keeps the interface alive that the route leads to.
 */
export function cutOff(stack: SynthesisedStack): string[] {
  const all = resourcesByAddress(stack);
  return [...all].flatMap(([address, resource]) => {
    const needed = subnetsOf(address, resource).flatMap((subnet) => wayOutOf(subnet, all, stack));
    const awaited = dependencies(address, all, stack);
    return [...new Set(needed)]
      .filter((each) => each !== address && !awaited.has(each))
      .map((each) => `${address} does not wait for ${each}.`);
  });
}

/** The subnets in which a resource expects to reach the internet; `'public'` for what AWS ties to the network's gateway. */
function subnetsOf(address: Address, resource: Resource): Address[] {
  const [type] = address.split('.');
  switch (type) {
    case 'aws_lb':
      return resource['internal'] === true ? [] : references(resource['subnets']);
    case 'aws_autoscaling_group':
      return references(resource['vpc_zone_identifier']);
    case 'aws_lambda_function':
      return references(resource['vpc_config']?.subnet_ids);
    case 'aws_instance':
    case 'aws_nat_gateway':
      return references(resource['subnet_id']);
    case 'aws_eip':
      return ['public'];
    default:
      return [];
  }
}

/** The default routes of a subnet and, where one leads to an interface, the groups whose instances attach it. */
function wayOutOf(subnet: Address, all: Map<Address, Resource>, stack: SynthesisedStack): Address[] {
  return [...all].flatMap(([address, route]) => {
    const isDefault = address.startsWith('aws_route.') && route['destination_cidr_block'] === '0.0.0.0/0';
    const serves =
      subnet === 'public' ? route['gateway_id'] : leadsFrom(subnet, route['route_table_id'], all);
    if (!isDefault || !serves) return [];
    const [networkInterface] = references(route['network_interface_id']);
    return [address, ...(networkInterface ? groupsThatAttach(networkInterface, all, stack) : [])];
  });
}

function leadsFrom(subnet: Address, routeTable: unknown, all: Map<Address, Resource>): boolean {
  return [...all].some(
    ([address, association]) =>
      address.startsWith('aws_route_table_association.') &&
      association['route_table_id'] === routeTable &&
      references(association['subnet_id']).includes(subnet),
  );
}

function groupsThatAttach(
  networkInterface: Address,
  all: Map<Address, Resource>,
  stack: SynthesisedStack,
): Address[] {
  return [...all].flatMap(([address, group]) => {
    if (!address.startsWith('aws_autoscaling_group.')) return [];
    const templates = references(group['launch_template']);
    const attaches = templates.some((template) => dependencies(template, all, stack).has(networkInterface));
    return attaches ? [address] : [];
  });
}

/** Everything that Terraform finishes before it begins with a resource. */
function dependencies(start: Address, all: Map<Address, Resource>, stack: SynthesisedStack): Set<Address> {
  const found = new Set<Address>();
  const queue = [start];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const each of references(all.get(next), stack['locals'])) {
      if (found.has(each)) continue;
      found.add(each);
      queue.push(each);
    }
  }
  return found;
}

/** The resources that a value refers to, by expressions, by `depends_on`, and by way of locals. */
function references(value: unknown, locals: Record<string, unknown> = {}): Address[] {
  const text = JSON.stringify(value ?? '');
  const ofLocals = [...text.matchAll(/\blocal\.([\w-]+)/g)].map(([, name = '']) => locals[name]);
  const direct = [...text.matchAll(/(data\.)?\b(aws_\w+\.[\w-]+)/g)]
    .filter(([, data]) => !data)
    .map(([, , address = '']) => address);
  return [...direct, ...ofLocals.flatMap((each) => references(each))];
}

function resourcesByAddress(stack: SynthesisedStack): Map<Address, Resource> {
  return new Map(
    Object.entries(stack.resource).flatMap(([type, all]) =>
      Object.entries(all).map(([name, resource]) => [`${type}.${name}`, resource] as const),
    ),
  );
}
