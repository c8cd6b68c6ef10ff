import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { taskDefinition } from '@dotkom/outlook/testing';

/** What a test says of an application that has one of everything. */
export interface TestApplication {
  readonly owner?: string;
  /** Of each task of its API. */
  readonly memory?: number;
  /** Without its job, as before a change. */
  readonly withoutJob?: boolean;
}

/**
 * The stack of an application, as `synth` writes it: an API with a database, a queue and an alarm; a worker of the queue; a
 * job; a migration; a site with its bucket; and a name for a machine elsewhere.
 */
export function applicationStack(
  application: string,
  environment: string,
  { owner = 'dotkom', memory = 256, withoutJob = false }: TestApplication = {},
): SynthesisedStack {
  const name = `${application}-${environment}`;
  const json = {
    terraform: { backend: { s3: { bucket: 'state', key: name } } },
    provider: {
      aws: [
        { default_tags: [{ tags: { Application: application, Environment: environment, Owner: owner } }] },
      ],
    },
    data: { aws_ssm_parameters_by_path: { facts: { path: '/platform/prod' } } },
    resource: {
      aws_ecs_task_definition: {
        api: task(
          name,
          'api',
          memory,
          ['DATABASE_URL', 'SIGNING_KEY'].map(secretOf(application, environment)),
        ),
        worker: task(name, 'worker', 128),
        migration: task(name, 'migration', 128, [secretOf(application, environment)('DATABASE_URL')]),
        ...(withoutJob ? {} : { nightly: task(name, 'nightly', 128) }),
      },
      aws_ecs_service: {
        api: service(name, 'api', {
          load_balancer: [
            {
              container_name: 'api',
              container_port: 3000,
              target_group_arn: '${aws_lb_target_group.api.arn}',
            },
          ],
          depends_on: ['terraform_data.migration'],
        }),
        worker: service(name, 'worker'),
      },
      aws_lb_target_group: { api: { health_check: { path: '/health', interval: 10 } } },
      aws_lb_listener_rule: {
        api: {
          action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.api.arn}' }],
          condition: [{ host_header: { values: [`api.${name}.example.no`, `www.${name}.example.no`] } }],
        },
      },
      ...(withoutJob ? {} : jobResources(name)),
      terraform_data: {
        migration: { provisioner: [{ command: '${aws_ecs_task_definition.migration.arn}' }] },
      },
      aws_lambda_invocation: {
        database: { ...at(name, 'database/invocation'), triggers: { wish: '{"connections":20}' } },
      },
      aws_sqs_queue: {
        mails: {
          ...at(name, 'mails/queue'),
          name: `${name}-mails`,
          redrive_policy: '{"deadLetterTargetArn":"${aws_sqs_queue.dead.arn}"}',
        },
        dead: { ...at(name, 'mails/dead-letters'), name: `${name}-mails-dead-letters` },
      },
      aws_iam_role_policy: {
        api: policy(name, 'api', ['sqs:SendMessage']),
        worker: policy(name, 'worker', ['sqs:ReceiveMessage', 'sqs:DeleteMessage']),
      },
      aws_s3_bucket: { web: at(name, 'web/files/bucket') },
      aws_cloudfront_distribution: {
        web: {
          ...at(name, 'web/distribution'),
          aliases: [`${name}.example.no`],
          origin: [{ domain_name: '${aws_s3_bucket.web.bucket_regional_domain_name}' }],
        },
      },
      aws_route53_record: {
        game: { name: `game.${name}.example.no`, type: 'A', records: ['192.0.2.7'] },
        mail: { name: `_dmarc.${name}.example.no`, type: 'TXT', records: ['v=DMARC1'] },
      },
      aws_cloudwatch_metric_alarm: {
        api: {
          ...at(name, 'api/unhealthy-alarm/alarm'),
          alarm_name: `${name}-api-unhealthy`,
          alarm_description:
            'A task does not answer. Owner: dotkom/dotkom. What to do: https://example.no/docs/runbooks/unhealthy-hosts.md',
        },
      },
    },
  };
  return readStack(name, JSON.stringify(json));
}

const secretOf = (application: string, environment: string) => (secret: string) => ({
  name: secret,
  valueFrom: `arn:aws:ssm:eu-north-1:123456789012:parameter/secrets/${application}/${environment}/${secret}`,
});

function task(stack: string, name: string, memory: number, secrets: readonly object[] = []): object {
  const definition = taskDefinition(name, { memory }) as { container_definitions: string };
  const [container] = JSON.parse(definition.container_definitions);
  return {
    ...at(stack, `${name}/task/definition`),
    ...definition,
    container_definitions: JSON.stringify([{ ...container, secrets }]),
  };
}

function service(stack: string, name: string, more: object = {}): object {
  return {
    ...at(stack, `${name}/service`),
    name: `${stack}-${name}`,
    task_definition: `\${aws_ecs_task_definition.${name}.arn}`,
    desired_count: 1,
    capacity_provider_strategy: [
      { capacity_provider: '${local.facts["/platform/prod/capacity-provider-arm64"]}', weight: 1 },
    ],
    ordered_placement_strategy: [
      { type: 'spread', field: 'attribute:ecs.availability-zone' },
      { type: 'binpack', field: 'memory' },
    ],
    ...more,
  };
}

function jobResources(stack: string): object {
  return {
    aws_sfn_state_machine: {
      nightly: {
        ...at(stack, 'nightly/machine'),
        definition: JSON.stringify({
          States: {
            FindRunning: {},
            Run: {
              TimeoutSeconds: 900,
              Parameters: { TaskDefinition: '${aws_ecs_task_definition.nightly.arn}' },
            },
          },
        }),
      },
    },
    aws_scheduler_schedule: {
      nightly: {
        schedule_expression: 'cron(0 4 * * ? *)',
        target: { arn: '${aws_sfn_state_machine.nightly.arn}' },
      },
    },
  };
}

function policy(stack: string, name: string, actions: readonly string[]): object {
  const statement = { Effect: 'Allow', Action: actions, Resource: ['${aws_sqs_queue.mails.arn}'] };
  return {
    ...at(stack, `${name}/task/roles/task-policy`),
    policy: JSON.stringify({ Version: '2012-10-17', Statement: [statement] }),
  };
}

function at(stack: string, path: string): object {
  return { '//': { metadata: { path: `${stack}/${path}` } } };
}
