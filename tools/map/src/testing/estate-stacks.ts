import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { platformStack as poolsAlone } from '@dotkom/outlook/testing';
import { applicationStack } from './application-stack';

/** What a test says of a platform. */
export interface TestPlatform {
  readonly mostNodes?: number;
  /** In which zones a NAT stands. */
  readonly natZones?: readonly string[];
}

/** A platform with a gateway, NATs and a database server. */
export function platformStack({
  mostNodes = 8,
  natZones = ['eu-north-1a'],
}: TestPlatform = {}): SynthesisedStack {
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
      ...Object.fromEntries(natZones.map((zone) => [`nat-${zone}`, natIn(name, zone)])),
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

/** As a construct of each zone makes it. */
function natIn(stack: string, zone: string): object {
  return {
    '//': { metadata: { path: `${stack}/nat/${zone}/group` } },
    name: `${stack}-nat-${zone}`,
    min_size: 1,
    max_size: 1,
    launch_template: { id: '${aws_launch_template.nat.id}' },
    vpc_zone_identifier: [`\${aws_subnet.${zone}.id}`],
  };
}

/** A platform with so many applications, each in staging and prod, with one of everything. */
export function estateStacks(applications: number): SynthesisedStack[] {
  const names = Array.from({ length: applications }, (_, n) => `application${n + 1}`);
  return [
    platformStack({ mostNodes: applications * 2 }),
    ...names.flatMap((name) => ['prod', 'staging'].map((environment) => applicationStack(name, environment))),
  ];
}
