import { isUserError } from '@dotkom/stack';
import { onlyResource, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { stackWith, testNetwork, testZones } from '../testing';
import { Firewall } from './firewall';
import { Network } from './network';

/** The routes that a subnet's route table has, by the association that ties it to one. */
function routesOf(stack: SynthesisedStack, subnet: Record<string, any>): Record<string, any>[] {
  const table = routeTableOf(stack, subnet);
  return resources(stack, 'aws_route').filter((route) => referred(stack, route['route_table_id']) === table);
}

function routeTableOf(stack: SynthesisedStack, subnet: Record<string, any>): Record<string, any> {
  const tables = resources(stack, 'aws_route_table_association')
    .filter((association) => referred(stack, association['subnet_id']) === subnet)
    .map((association) => referred(stack, association['route_table_id']));
  // Without one, a subnet would have the network's main table.
  expect(tables).toHaveLength(1);
  return tables[0] ?? {};
}

describe('a network over three zones', () => {
  const stack = stackWith(testNetwork);
  const subnets = (tier: string) =>
    resources(stack, 'aws_subnet').filter(({ tags }) => tags.Name.startsWith(`platform-test-${tier}-`));

  it.each(['public', 'private'])('has a %s subnet in each zone', (tier) => {
    expect(subnets(tier).map((subnet) => subnet['availability_zone'])).toEqual(testZones);
  });

  it('has no other subnets', () => expect(resources(stack, 'aws_subnet')).toHaveLength(6));

  it('leads from every public subnet to the internet through its internet gateway', () => {
    for (const subnet of subnets('public')) {
      const [route, ...others] = routesOf(stack, subnet);
      expect(others).toEqual([]);
      expect(route?.['destination_cidr_block']).toBe('0.0.0.0/0');
      expect(referred(stack, route?.['gateway_id'])).toBe(onlyResource(stack, 'aws_internet_gateway'));
    }
  });

  it('leads from no private subnet to the internet: a NAT has to add that', () => {
    for (const subnet of subnets('private')) expect(routesOf(stack, subnet)).toEqual([]);
  });

  it('has a route table for each private zone, so that one zone can be rerouted without the others', () => {
    const tables = subnets('private').map((subnet) => routeTableOf(stack, subnet));
    expect(new Set(tables).size).toBe(3);
    for (const subnet of subnets('public')) expect(tables).not.toContain(routeTableOf(stack, subnet));
  });

  it('reaches S3 from every private subnet without the NAT', () => {
    const endpoint = onlyResource(stack, 'aws_vpc_endpoint');
    expect(endpoint).toMatchObject({
      vpc_endpoint_type: 'Gateway',
      service_name: 'com.amazonaws.eu-north-1.s3',
    });
    const tables: unknown[] = endpoint['route_table_ids'];
    expect(new Set(tables.map((table) => referred(stack, table)))).toEqual(
      new Set(subnets('private').map((subnet) => routeTableOf(stack, subnet))),
    );
  });

  it('gives no instance a public address that did not ask for one', () => {
    for (const subnet of resources(stack, 'aws_subnet'))
      expect(subnet['map_public_ip_on_launch']).toBe(false);
  });

  it('empties the security group that every network begins with', () => {
    const group = onlyResource(stack, 'aws_default_security_group');
    expect(referred(stack, group['vpc_id'])).toBe(onlyResource(stack, 'aws_vpc'));
    expect(group['ingress'] ?? []).toEqual([]);
    expect(group['egress'] ?? []).toEqual([]);
  });
});

describe('a network that cannot be', () => {
  it.each([
    ['no network', '10.0.0.0/8', "'10.0.0.0/8' is not an IPv4 network that a VPC can have."],
    ['too small a network', '10.0.0.0/20', 'There is no room left for the private subnets'],
  ])('is a problem of the construct, told with its path: %s', (_, cidr, message) => {
    const act = () =>
      stackWith((stack) => new Network(stack, 'network', { name: 'platform-test', cidr, zones: testZones }));
    expect(act).toThrow(message);
    expect(act).toThrow('platform-test/network');
    try {
      act();
    } catch (error) {
      expect(isUserError(error)).toBe(true);
    }
  });
});

describe('a firewall', () => {
  it('lets nothing in and nothing out until a rule says so', () => {
    const stack = stackWith((scope) => {
      const network = testNetwork(scope);
      new Firewall(scope, 'firewall', { network, name: 'closed', description: 'Nothing passes' });
    });
    expect(onlyResource(stack, 'aws_security_group')).not.toHaveProperty('ingress');
    expect(onlyResource(stack, 'aws_security_group')).not.toHaveProperty('egress');
    expect(resources(stack, 'aws_vpc_security_group_ingress_rule')).toEqual([]);
    expect(resources(stack, 'aws_vpc_security_group_egress_rule')).toEqual([]);
  });

  it('opens exactly the ports that a rule names, to exactly its peer, in its direction', () => {
    const stack = stackWith((scope) => {
      const network = testNetwork(scope);
      const firewall = (name: string) => new Firewall(scope, name, { network, name, description: name });
      const [database, nodes] = [firewall('database'), firewall('nodes')];
      database.allowIn('nodes', { securityGroup: nodes }, { first: 5432, last: 5433 });
      nodes.allowOut('abroad', { cidr: '192.0.2.0/24' });
    });
    const ingress = onlyResource(stack, 'aws_vpc_security_group_ingress_rule');
    expect(ingress).toMatchObject({ ip_protocol: 'tcp', from_port: 5432, to_port: 5433 });
    expect(ingress).not.toHaveProperty('cidr_ipv4');
    expect(referred(stack, ingress['security_group_id'])['name']).toBe('database');
    expect(referred(stack, ingress['referenced_security_group_id'])['name']).toBe('nodes');
    const egress = onlyResource(stack, 'aws_vpc_security_group_egress_rule');
    expect(egress).toMatchObject({ ip_protocol: '-1', cidr_ipv4: '192.0.2.0/24' });
    expect(referred(stack, egress['security_group_id'])['name']).toBe('nodes');
  });
});
