import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { platformStack as poolsAlone } from '@dotkom/outlook/testing';
import { applicationStack } from './application-stack';

/** A platform with so many nodes at most, a gateway, a NAT and a database server. */
export function platformStack(mostNodes = 8): SynthesisedStack {
  const { name, json } = poolsAlone({ arm64: { min: 3, max: mostNodes } });
  const resource: Record<string, object> = {
    ...json.resource,
    aws_lb: { gateway: { name: 'platform-prod', subnets: ['a', 'b', 'c'] } },
    aws_lb_listener: {
      https: {
        load_balancer_arn: '${aws_lb.gateway.arn}',
        port: 443,
        protocol: 'HTTPS',
        default_action: [{ type: 'fixed-response' }],
      },
    },
    aws_launch_template: {
      ...json.resource?.['aws_launch_template'],
      nat: { instance_type: 't4g.nano', tag_specifications: [{ tags: { 'platform:role': 'nat' } }] },
    },
    aws_autoscaling_group: {
      ...json.resource?.['aws_autoscaling_group'],
      nat: {
        name: 'platform-prod-nat',
        min_size: 1,
        max_size: 1,
        launch_template: { id: '${aws_launch_template.nat.id}' },
        vpc_zone_identifier: ['${aws_subnet.eu-north-1a.id}'],
      },
    },
    aws_db_instance: {
      database: {
        identifier: 'platform-prod',
        engine: 'postgres',
        engine_version: '17',
        instance_class: 'db.t4g.small',
        allocated_storage: 20,
        storage_type: 'gp3',
      },
    },
    aws_cloudwatch_metric_alarm: Object.fromEntries(
      ['arm64-full', 'services-errors', 'database-storage'].map((alarm) => [
        alarm,
        {
          '//': { metadata: { path: `${name}/alarms/${alarm}/alarm` } },
          alarm_name: `${name}-${alarm}`,
          alarm_description: `It is ${alarm}. What to do: https://example.no/docs/runbooks/${alarm}.md`,
        },
      ]),
    ),
  };
  return readStack(name, JSON.stringify({ ...json, resource }));
}

/** A platform with so many applications, each in staging and prod, with one of everything. */
export function estateStacks(applications: number): SynthesisedStack[] {
  const names = Array.from({ length: applications }, (_, n) => `application${n + 1}`);
  return [
    platformStack(applications * 2),
    ...names.flatMap((name) => ['prod', 'staging'].map((environment) => applicationStack(name, environment))),
  ];
}
