import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { platformStack, TestPool } from '../../testing';

/** A stack with further resources, each as if a construct of the same name had made it. */
export function withResources(
  stack: SynthesisedStack,
  resources: Readonly<Record<string, Readonly<Record<string, object>>>>,
): SynthesisedStack {
  const added = Object.entries(resources).map(([type, all]) => [
    type,
    {
      ...stack.json.resource?.[type],
      ...Object.fromEntries(
        Object.entries(all).map(([name, config]) => [
          name,
          { '//': { metadata: { path: `${stack.name}/${name}` } }, ...config },
        ]),
      ),
    },
  ]);
  const resource = { ...stack.json.resource, ...Object.fromEntries(added) };
  return readStack(stack.name, JSON.stringify({ ...stack.json, resource }));
}

/** A platform with a pool of arm64, a gateway over three zones, a NAT and a database server. */
export function wholePlatform(pool: TestPool = { min: 2, max: 8 }): SynthesisedStack {
  return withResources(platformStack({ arm64: pool }), {
    aws_lb: { gateway: { internal: false, subnets: ['a', 'b', 'c'] } },
    aws_launch_template: {
      'nat-template': {
        instance_type: 't4g.nano',
        block_device_mappings: [{ ebs: { volume_size: 8, volume_type: 'gp3' } }],
        network_interfaces: [{ associate_public_ip_address: 'true' }],
        tag_specifications: [{ resource_type: 'instance', tags: { 'platform:role': 'nat' } }],
      },
    },
    aws_autoscaling_group: {
      nat: {
        min_size: 1,
        max_size: 1,
        launch_template: { id: '${aws_launch_template.nat-template.id}' },
        vpc_zone_identifier: ['${aws_subnet.eu-north-1a.id}'],
      },
    },
    aws_db_instance: {
      database: {
        engine: 'postgres',
        instance_class: 'db.t4g.small',
        allocated_storage: 20,
        storage_type: 'gp3',
        manage_master_user_password: true,
      },
    },
  });
}

/** What the gateway needs to lead to a service: with these, `web` of an application is a web service. */
export function webServices(...names: string[]): Record<string, Record<string, object>> {
  const each = (make: (name: string) => object) =>
    Object.fromEntries(names.map((name) => [name, make(name)]));
  return { aws_lb_target_group: each((name) => ({ name })) };
}

/** What `service` of a test service says, for it to stand behind the gateway. */
export function behindGateway(name: string): object {
  return {
    load_balancer: [
      { container_name: name, container_port: 3000, target_group_arn: `\${aws_lb_target_group.${name}.arn}` },
    ],
  };
}
