import { onlyResource, referred, resources } from '@dotkom/stack/testing';
import { bootScript, stackWith, statementsOf, testNetwork } from '../../testing';
import { Nat, NatProps } from './nat';

const imageName = 'fck-nat-al2023-hvm-1.4.0-20260531-arm64-ebs';
const natWith = (options: Pick<NatProps, 'zones' | 'address' | 'instanceType'> = {}) =>
  stackWith((scope) => {
    new Nat(scope, 'nat', { name: 'platform-test-nat', network: testNetwork(scope), imageName, ...options });
  });
const stack = natWith();

const template = onlyResource(stack, 'aws_launch_template');
const group = onlyResource(stack, 'aws_autoscaling_group');
const inside = onlyResource(stack, 'aws_network_interface');
const rulesOf = (direction: 'ingress' | 'egress', securityGroup: unknown) =>
  resources(stack, `aws_vpc_security_group_${direction}_rule`).filter(
    (rule) => referred(stack, rule['security_group_id']) === referred(stack, securityGroup),
  );

describe('the way out', () => {
  it('leads from every private subnet through the interface that stays, and never through the internet gateway', () => {
    const defaults = resources(stack, 'aws_route').filter((route) => route['network_interface_id']);
    const tables = defaults.map((route) => {
      expect(route['destination_cidr_block']).toBe('0.0.0.0/0');
      expect(route).not.toHaveProperty('gateway_id');
      expect(referred(stack, route['network_interface_id'])).toBe(inside);
      return referred(stack, route['route_table_id'])['tags'].Name;
    });
    expect(tables).toEqual([
      'platform-test-private-eu-north-1a',
      'platform-test-private-eu-north-1b',
      'platform-test-private-eu-north-1c',
    ]);
    const others = resources(stack, 'aws_route').filter((route) => !route['network_interface_id']);
    expect(others.map((route) => referred(stack, route['route_table_id'])['tags'].Name)).toEqual([
      'platform-test-public',
    ]);
  });

  it('forwards what is not its own', () => expect(inside['source_dest_check']).toBe(false));

  it('takes from the private subnets whatever they send, and nothing from anywhere else', () => {
    const [securityGroup, ...others] = inside['security_groups'];
    expect(others).toEqual([]);
    const privateCidrs = resources(stack, 'aws_subnet')
      .filter(({ tags }) => tags.Name.includes('private'))
      .map((subnet) => subnet['cidr_block']);
    const rules = rulesOf('ingress', securityGroup);
    expect(rules.map((rule) => rule['cidr_ipv4'])).toEqual(privateCidrs);
    for (const rule of rules) expect(rule['ip_protocol']).toBe('-1');
  });

  it('lets nothing in from the internet', () => {
    const [outside, ...others] = template['network_interfaces'];
    expect(others).toEqual([]);
    expect(outside['associate_public_ip_address']).toBe('true');
    for (const securityGroup of outside.security_groups) {
      expect(rulesOf('ingress', securityGroup)).toEqual([]);
      expect(rulesOf('egress', securityGroup)).toHaveLength(1);
    }
    expect(template).not.toHaveProperty('vpc_security_group_ids');
  });

  it('stands where the interface can be attached: both are in one public subnet', () => {
    const [subnet, ...others] = group['vpc_zone_identifier'];
    expect(others).toEqual([]);
    expect(referred(stack, subnet)).toBe(referred(stack, inside['subnet_id']));
    expect(referred(stack, subnet)['tags'].Name).toBe('platform-test-public-eu-north-1a');
  });
});

describe('the instance', () => {
  it("is of the exact image that is configured, from its author's account and never the newest", () => {
    const image = referred(stack, template['image_id']);
    expect(image['owners']).toEqual(['568608671756']);
    expect(image['filter']).toEqual([{ name: 'name', values: [imageName] }]);
    expect(image['most_recent'] ?? false).toBe(false);
  });

  it('is a small Graviton instance, unless another is asked for', () => {
    expect(template['instance_type']).toBe('t4g.nano');
    const larger = natWith({ instanceType: 't4g.micro' });
    expect(onlyResource(larger, 'aws_launch_template')['instance_type']).toBe('t4g.micro');
  });

  it('gives its metadata only for a token, and no further than to itself', () => {
    expect(template['metadata_options']).toMatchObject({
      http_tokens: 'required',
      http_put_response_hop_limit: 1,
    });
  });

  it('has an encrypted disk that ends with it', () => {
    expect(template['block_device_mappings']).toMatchObject([
      { ebs: { encrypted: 'true', delete_on_termination: 'true' } },
    ]);
  });

  it('never costs more than its credits', () => {
    expect(template['credit_specification']).toEqual({ cpu_credits: 'standard' });
  });

  it('boots with the interface to attach and the name of the group that replaces it', () => {
    const script = bootScript(stack, template);
    const [, reference] = /eni_id=(\S+)/.exec(script) ?? [];
    expect(referred(stack, reference)).toBe(inside);
    expect(script).toContain(`AUTO_SCALING_GROUP=${group['name']}\n`);
  });

  it('carries, with everything it is made of, the tag that its permissions are limited to', () => {
    const tagged: Record<string, any>[] = template['tag_specifications'];
    expect(tagged.map((each) => each['resource_type'])).toEqual(['instance', 'network-interface', 'volume']);
    for (const { tags } of [...tagged, inside]) expect(tags).toMatchObject({ 'platform:role': 'nat' });
  });
});

describe('the group of one', () => {
  it('replaces an instance that is lost, and has exactly one', () => {
    expect(group).toMatchObject({ min_size: 1, max_size: 1, desired_capacity: 1 });
  });

  it('starts the new instance before the old one ends, in maintenance and in a rollout', () => {
    const launchFirst = { min_healthy_percentage: 100, max_healthy_percentage: 200 };
    expect(group['instance_maintenance_policy']).toMatchObject(launchFirst);
    expect(group['instance_refresh']).toEqual({
      strategy: 'Rolling',
      preferences: { ...launchFirst, skip_matching: true },
    });
  });

  it('names the version of its template as a number, so that a change of the template is a rollout', () => {
    const { id, version } = group['launch_template'];
    expect(referred(stack, id)).toBe(template);
    expect(version).toMatch(/^\$\{tostring\(aws_launch_template\.[\w-]+\.latest_version\)\}$/);
    expect(template['update_default_version']).toBe(true);
  });

  it('waits for its permissions and for the way to the internet, because its first boot needs both', () => {
    const needs: string[] = group['depends_on'];
    const needed = needs.map((address) => referred(stack, `\${${address}.id}`));
    expect(needed).toContain(onlyResource(stack, 'aws_iam_role_policy'));
    expect(needed).toContainEqual(expect.objectContaining({ gateway_id: expect.any(String) }));
  });
});

describe('its permissions', () => {
  const statements = statementsOf(onlyResource(stack, 'aws_iam_role_policy'));

  it('are for everything only where Session Manager cannot do with less', () => {
    const wide = statements.filter(({ Resource }) => Resource.includes('*'));
    expect(wide.flatMap(({ Action }) => Action).filter((action) => !/^ssm(messages)?:/.test(action))).toEqual(
      [],
    );
  });

  it('attach its own interface, and only to an instance of the NAT', () => {
    const attach = statements.filter(({ Action }) => Action.includes('ec2:AttachNetworkInterface'));
    const toInterface = attach.find(({ Resource }) => Resource[0]?.startsWith('${'));
    expect(toInterface?.Resource.map((each) => referred(stack, each))).toEqual([inside]);
    const toInstance = attach.filter((each) => each !== toInterface);
    expect(toInstance).toEqual([
      expect.objectContaining({
        Resource: ['arn:aws:ec2:eu-north-1:*:instance/*'],
        Condition: { StringEquals: { 'ec2:ResourceTag/platform:role': 'nat' } },
      }),
    ]);
  });

  it('change only interfaces with the tag of the NAT', () => {
    const change = statements.filter(({ Action }) => Action.includes('ec2:ModifyNetworkInterfaceAttribute'));
    expect(change.length).toBeGreaterThan(0);
    for (const { Condition } of change) {
      expect(Condition).toEqual({ StringEquals: { 'ec2:ResourceTag/platform:role': 'nat' } });
    }
  });

  it('report only instances of its own group as unhealthy', () => {
    const [report] = statements.filter(({ Action }) => Action.includes('autoscaling:SetInstanceHealth'));
    expect(report?.Resource).toEqual([expect.stringMatching(`:autoScalingGroupName/${group['name']}$`)]);
  });

  it('are all allowed, each action by name', () => {
    for (const { Effect, Action } of statements) {
      expect(Effect).toBe('Allow');
      for (const action of Action) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/);
    }
  });
});

describe('a NAT in each zone', () => {
  const each = natWith({ zones: 'each' });
  const zones = ['eu-north-1a', 'eu-north-1b', 'eu-north-1c'];
  const groups = resources(each, 'aws_autoscaling_group');
  const templates = groups.map((one) => referred(each, one['launch_template'].id));
  const insideOf = (one: Record<string, any>) =>
    referred(each, /eni_id=(\S+)/.exec(bootScript(each, one))?.[1]);
  const zoneOf = (subnet: unknown) => referred(each, subnet)['availability_zone'];

  it('is a group, an interface and a role for each, called after its zone', () => {
    const names = zones.map((zone) => `platform-test-nat-${zone}`);
    for (const type of ['aws_autoscaling_group', 'aws_launch_template', 'aws_iam_role']) {
      expect(resources(each, type).map(({ name }) => name)).toEqual(names);
    }
    expect(new Set(templates.map(insideOf)).size).toBe(3);
  });

  it('stands, instance and interface, in the public subnet of its own zone', () => {
    groups.forEach((one, index) => {
      const [subnet] = one['vpc_zone_identifier'];
      expect(referred(each, subnet)['tags'].Name).toBe(`platform-test-public-${zones[index]}`);
      expect(insideOf(templates[index] ?? {})['subnet_id']).toBe(subnet);
    });
  });

  it('is the way out of its own zone and of no other, so that no zone that fails cuts off another', () => {
    const routes = resources(each, 'aws_route').filter((route) => route['network_interface_id']);
    const tables = routes.map((route) => {
      const zone = zoneOf(referred(each, route['network_interface_id'])['subnet_id']);
      expect(referred(each, route['route_table_id'])['tags'].Name).toBe(`platform-test-private-${zone}`);
      return zone;
    });
    expect(tables).toEqual(zones);
  });

  it('attaches its own interface only', () => {
    const attached = resources(each, 'aws_iam_role_policy').map((one) => {
      const [attach] = statementsOf(one).filter(({ Sid }) => Sid === 'AttachInside');
      return attach?.Resource.map((arn) => referred(each, arn)['subnet_id']).map(zoneOf);
    });
    expect(attached).toEqual(zones.map((zone) => [zone]));
  });

  it('changes nothing of the NAT that stood alone before', () => {
    const addresses = (type: string) => Object.keys(stack.resource[type] ?? {});
    for (const type of [
      'aws_network_interface',
      'aws_launch_template',
      'aws_autoscaling_group',
      'aws_route',
    ]) {
      for (const address of addresses(type)) {
        const [before, after] = [stack, each].map((one) => one.resource[type]?.[address]);
        if (type !== 'aws_route') expect(after).toEqual(before);
        expect(after).toBeDefined();
      }
    }
  });
});

describe('an address', () => {
  const fixed = natWith({ address: 'fixed' });

  it('is nobody in particular, and nothing may be associated, unless one is asked for', () => {
    expect(resources(stack, 'aws_eip')).toEqual([]);
    expect(bootScript(stack, template)).not.toContain('eip_id');
    const actions = statementsOf(onlyResource(stack, 'aws_iam_role_policy')).flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('Address'))).toEqual([]);
  });

  it('that is fixed is taken by whichever instance runs', () => {
    const [, reference] =
      /^eip_id=(\S+)$/m.exec(bootScript(fixed, onlyResource(fixed, 'aws_launch_template'))) ?? [];
    expect(referred(fixed, reference)).toBe(onlyResource(fixed, 'aws_eip'));
    expect(onlyResource(fixed, 'aws_eip')).toMatchObject({ domain: 'vpc' });
  });

  it('that is fixed is the only one that may be moved, and only to an interface of the NAT', () => {
    const statements = statementsOf(onlyResource(fixed, 'aws_iam_role_policy')).filter(({ Action }) =>
      Action.some((action) => action.includes('Address')),
    );
    const [take, give, ...others] = statements;
    expect(others).toEqual([]);
    for (const each of [take, give]) {
      expect(each?.Action).toEqual(['ec2:AssociateAddress', 'ec2:DisassociateAddress']);
    }
    expect(take?.Resource.map((arn) => referred(fixed, arn))).toEqual([onlyResource(fixed, 'aws_eip')]);
    expect(give?.Resource).toEqual(['arn:aws:ec2:eu-north-1:*:network-interface/*']);
    expect(give?.Condition).toEqual({ StringEquals: { 'ec2:ResourceTag/platform:role': 'nat' } });
  });

  it('that is fixed has the old instance end first, or it would lose the internet while it has the traffic', () => {
    const oldFirst = { min_healthy_percentage: 0, max_healthy_percentage: 100 };
    const one = onlyResource(fixed, 'aws_autoscaling_group');
    expect(one['instance_maintenance_policy']).toMatchObject(oldFirst);
    expect(one['instance_refresh'].preferences).toEqual({ ...oldFirst, skip_matching: true });
  });

  it('that is fixed is there for each NAT of several', () => {
    const several = natWith({ zones: 'each', address: 'fixed' });
    const scripts = resources(several, 'aws_launch_template').map((one) => bootScript(several, one));
    const taken = scripts.map((script) => referred(several, /^eip_id=(\S+)$/m.exec(script)?.[1]));
    expect(new Set(taken)).toEqual(new Set(resources(several, 'aws_eip')));
    expect(taken).toHaveLength(3);
  });
});
