import fc from 'fast-check';
import { architectures } from '@dotkom/platform/contract';
import { jsonOf, onlyResource, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { listenerPriority } from '../hosts/listener-priority';
import { applicationWith, plainService, webService } from '../testing';
import { WebService } from './web-service';

const service = (stack: SynthesisedStack) => onlyResource(stack, 'aws_ecs_service');
const taskDefinition = (stack: SynthesisedStack) => onlyResource(stack, 'aws_ecs_task_definition');
const targetGroup = (stack: SynthesisedStack) => onlyResource(stack, 'aws_lb_target_group');
const container = (stack: SynthesisedStack): Record<string, any> => {
  const [only, ...others] = jsonOf(taskDefinition(stack)['container_definitions']);
  expect(others).toEqual([]);
  return only;
};
const role = (stack: SynthesisedStack, kind: 'execution' | 'task') =>
  referred(stack, taskDefinition(stack)[`${kind}_role_arn`]);
const statements = (stack: SynthesisedStack): Record<string, any>[] =>
  jsonOf(onlyResource(stack, 'aws_iam_role_policy')['policy']).Statement;

const ruleOf = (stack: SynthesisedStack, host: string): Record<string, any> => {
  const rules = resources(stack, 'aws_lb_listener_rule');
  const [rule, ...others] = rules.filter(({ condition }) => condition[0].host_header.values.includes(host));
  if (!rule || others.length > 0) throw new Error(`Expected one rule for ${host}.`);
  return rule;
};
const alarmOn = (stack: SynthesisedStack, metric: string) =>
  resources(stack, 'aws_cloudwatch_metric_alarm').find(({ metric_name }) => metric_name === metric);
/** The rule by which its target group is the gateway's, before any host leads to it. */
const attachment = (stack: SynthesisedStack) => ruleOf(stack, 'backend.grades-prod.invalid');

/** A fact of the platform, as the stack reads it. */
const fact = (name: string) =>
  expect.stringMatching(new RegExp(`^\\$\\{local\\.Platform_facts\\w*\\["/platform/prod/${name}"\\]\\}$`));
/** The digest of the release, as the stack reads it: the empty string where there is none. */
const digest = (name: string) =>
  new RegExp(`lookup\\(local\\.Releases_recorded_\\w+, "/releases/${name}", ""\\)`);

const plain = webService();

/** Of every container, by the names that AWS's SDKs read. */
const region = ['AWS_DEFAULT_REGION', 'AWS_REGION'].map((name) => ({ name, value: 'eu-north-1' }));

describe('the service', () => {
  it("runs on the platform's cluster, on the pool of its architecture, and never by launch type", () => {
    for (const architecture of architectures) {
      const found = service(webService({ architecture }));
      expect(found['cluster']).toEqual(fact('cluster-arn'));
      expect(found['capacity_provider_strategy']).toEqual([
        { capacity_provider: fact(`capacity-provider-${architecture}`), weight: 1 },
      ]);
      expect(found).not.toHaveProperty('launch_type');
    }
  });

  it('is on arm64 unless it says otherwise', () => {
    expect(service(plain)['capacity_provider_strategy'][0].capacity_provider).toEqual(
      fact('capacity-provider-arm64'),
    );
  });

  it('rolls back a deploy that does not become healthy, and fails it', () => {
    expect(service(plain)).toMatchObject({
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_controller: { type: 'ECS' },
      wait_for_steady_state: true,
    });
  });

  it('does not take the steady state after a rollback for a deploy', () => {
    const [{ condition, error_message }] = service(plain)['lifecycle'].postcondition;
    const [, address] =
      /^\$\{self\.task_definition == (aws_ecs_task_definition\.[\w-]+)\.arn\}$/.exec(condition) ?? [];
    expect(referred(plain, `\${${address}.arn}`)).toBe(taskDefinition(plain));
    expect(error_message).toBe(
      "The deploy of grades's backend was rolled back: it runs ${self.task_definition}.",
    );
  });

  it('starts new tasks before it ends old ones', () => {
    expect(service(plain)).toMatchObject({
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
    });
  });

  it('comes after its target group is attached to the gateway and the permissions by which it starts', () => {
    const needs: string[] = service(plain)['depends_on'];
    const needed = needs.map((address) => referred(plain, `\${${address}.id}`));
    expect(needed).toContain(attachment(plain));
    expect(needed).toContain(onlyResource(plain, 'aws_iam_role_policy'));
  });

  it('moves to another pool in place, by a deploy', () => {
    expect(service(plain)['force_new_deployment']).toBe(true);
  });

  it('is there before one that it replaces goes, unless two must never run', () => {
    const first = (stack: SynthesisedStack) => [
      service(stack)['lifecycle'].create_before_destroy,
      ruleOf(stack, 'api.grades.no')['lifecycle'].create_before_destroy,
    ];
    expect(first(plain)).toEqual([true, true]);
    const alone = { count: 1, rolling: { minimumHealthyPercent: 0, maximumPercent: 100 } };
    expect(first(webService(alone))).toEqual([false, false]);
  });

  it('runs no task as long as there is no release, and its count from then on', () => {
    for (const count of [1, 3]) {
      expect(service(webService({ count }))['desired_count']).toMatch(
        new RegExp(`^\\$\\{\\(${digest('grades/prod/backend').source} != ""\\) \\? ${count} : 0\\}$`),
      );
    }
  });

  it('gives a new task its start period before a failed health check counts', () => {
    expect(service(plain)['health_check_grace_period_seconds']).toBe(60);
    expect(service(webService({ startPeriod: '3 minutes' }))['health_check_grace_period_seconds']).toBe(180);
  });

  it('spreads over the zones before it fills nodes', () => {
    expect(service(plain)['ordered_placement_strategy'][0]).toEqual({
      type: 'spread',
      field: 'attribute:ecs.availability-zone',
    });
  });

  it('opens no way into its containers', () => expect(service(plain)['enable_execute_command']).toBe(false));

  it('is traceable: its tasks carry its tags', () =>
    expect(service(plain)['propagate_tags']).toBe('SERVICE'));
});

describe('the container', () => {
  it('is in bridge mode, on a host port that Docker picks', () => {
    expect(taskDefinition(plain)).toMatchObject({
      network_mode: 'bridge',
      requires_compatibilities: ['EC2'],
    });
    expect(container(plain)['portMappings']).toEqual([{ containerPort: 5555, hostPort: 0, protocol: 'tcp' }]);
  });

  it('is the one that the service registers with the gateway, on its port', () => {
    const [{ container_name, container_port, target_group_arn }, ...others] = service(plain)['load_balancer'];
    expect(others).toEqual([]);
    expect(container_name).toBe(container(plain)['name']);
    expect(container_port).toBe(5555);
    expect(referred(plain, target_group_arn)).toBe(targetGroup(plain));
  });

  it('has the CPU and memory that are asked for, and of CPU what its node can spare', () => {
    const stack = webService({ cpu: '0.5 vCPU', memory: '1 GiB' });
    expect(taskDefinition(stack)['memory']).toBe('1024');
    expect(taskDefinition(stack)).not.toHaveProperty('cpu');
    expect(container(stack)).toMatchObject({ cpu: 512, memory: 1024 });
  });

  it('is built for the architecture of its pool', () => {
    const architectureOf = (stack: SynthesisedStack) =>
      taskDefinition(stack)['runtime_platform'].cpu_architecture;
    expect(architectureOf(webService({ architecture: 'arm64' }))).toBe('ARM64');
    expect(architectureOf(webService({ architecture: 'amd64' }))).toBe('X86_64');
  });

  it("runs the released image by its digest, from the service's own repository, and never by a tag that moves", () => {
    const repository = Object.keys(plain.resource['aws_ecr_repository'] ?? {})[0];
    expect(container(plain)['image']).toMatch(
      new RegExp(
        `^\\$\\{aws_ecr_repository\\.${repository}\\.repository_url\\}` +
          `\\$\\{\\(${digest('grades/prod/backend').source} != ""\\) \\? ` +
          `"@\\$\\{${digest('grades/prod/backend').source}\\}" : ":unreleased"\\}$`,
      ),
    );
  });

  it('gets its plain settings, in an order that does not depend on how they are written', () => {
    const one = webService({ environment: { B: '2', A: '1' } });
    const other = webService({ environment: { A: '1', B: '2' } });
    expect(container(one)['environment']).toEqual([
      { name: 'A', value: '1' },
      ...region,
      { name: 'B', value: '2' },
    ]);
    expect(container(other)).toEqual(container(one));
  });

  it("gets the region that AWS's SDKs need, for the agent of ECS does not say it on nodes; its own goes before", () => {
    expect(container(plain)['environment']).toEqual(region);
    expect(container(webService({ environment: { AWS_REGION: 'eu-west-1' } }))['environment']).toEqual([
      { name: 'AWS_DEFAULT_REGION', value: 'eu-north-1' },
      { name: 'AWS_REGION', value: 'eu-west-1' },
    ]);
  });

  it('is not privileged, and is reaped by an init process', () => {
    expect(container(plain)).toMatchObject({
      privileged: false,
      linuxParameters: { initProcessEnabled: true },
    });
  });

  it('writes to a log group of its own that forgets, and is not stopped by a log that cannot be written', () => {
    const { logDriver, options } = container(plain)['logConfiguration'];
    const group = onlyResource(plain, 'aws_cloudwatch_log_group');
    expect(logDriver).toBe('awslogs');
    expect(referred(plain, options['awslogs-group'])).toBe(group);
    expect(options['mode']).toBe('non-blocking');
    expect(group['name']).toBe('/applications/grades/prod/backend');
    expect(group['retention_in_days']).toBe(14);
  });

  it('is given longer to end than requests are given to drain, and no longer than ECS takes', () => {
    for (const drain of ['1 second', '15 seconds', '1 minute', '105 seconds'] as const) {
      const stack = webService({ drain });
      expect(container(stack)['stopTimeout']).toBeGreaterThan(
        Number(targetGroup(stack)['deregistration_delay']),
      );
    }
    expect(container(webService({ drain: '105 seconds' }))['stopTimeout']).toBe(120);
  });

  it('leaves older revisions in place, because a rollback needs one', () => {
    expect(taskDefinition(plain)['skip_destroy']).toBe(true);
  });
});

describe('its images', () => {
  const repository = onlyResource(plain, 'aws_ecr_repository');

  it('are in a repository of its own in which no tag ever moves, and each is scanned', () => {
    expect(repository).toMatchObject({
      name: 'grades/prod/backend',
      image_tag_mutability: 'IMMUTABLE',
      image_scanning_configuration: { scan_on_push: true },
    });
  });

  it('are kept in number, and those that were released by a number of their own', () => {
    const { rules } = JSON.parse(onlyResource(plain, 'aws_ecr_lifecycle_policy')['policy']);
    expect(rules.map(({ rulePriority }: any) => rulePriority)).toEqual([1, 2, 3]);
    const [released, others, untagged] = rules.map(({ selection }: any) => selection);
    expect(released).toMatchObject({ tagStatus: 'tagged', tagPatternList: ['released-*'] });
    expect(others).toMatchObject({ tagStatus: 'tagged', tagPatternList: ['*'] });
    expect(untagged).not.toHaveProperty('tagPatternList'); // ECR refuses the two together.
    expect(untagged.tagStatus).toBe('untagged');
    for (const { countType, countNumber } of [released, others, untagged]) {
      expect(countType).toBe('imageCountMoreThan'); // Never by age: what nobody changes for a year must still start.
      expect(countNumber).toBeGreaterThanOrEqual(20);
    }
  });

  it('cost at most a dollar a month, where each is 190 MB and shares nothing with another', () => {
    const { rules } = JSON.parse(onlyResource(plain, 'aws_ecr_lifecycle_policy')['policy']);
    const tagged = rules.filter(({ selection }: any) => selection.tagStatus === 'tagged');
    const images = tagged.reduce((sum: number, { selection }: any) => sum + selection.countNumber, 0);
    expect(images * 0.19 * 0.1).toBeLessThanOrEqual(1);
  });

  it('are not destroyed with it unless the plan says that everything may be', () => {
    expect(repository['force_delete']).toBe('${var.discard_data}');
  });
});

describe('the way to it', () => {
  it('is checked on its health check path, by nodes and ports as ECS registers them', () => {
    const stack = webService({ healthCheck: '/api/live' });
    expect(targetGroup(stack)).toMatchObject({
      target_type: 'instance',
      vpc_id: fact('vpc-id'),
      health_check: { path: '/api/live', matcher: '200' },
    });
  });

  it('drains for as long as requests are said to take', () => {
    expect(targetGroup(plain)['deregistration_delay']).toBe('15');
    expect(targetGroup(webService({ drain: '1 minute' }))['deregistration_delay']).toBe('60');
  });

  it('can be replaced: another target group has another name, and is there before the old one goes', () => {
    expect(targetGroup(plain)['lifecycle'].create_before_destroy).toBe(true);
    // The hash is of all that makes another one of it; the network is known to the plan alone.
    expect(targetGroup(plain)['name']).toMatch(
      /^grades-prod-backend-\$\{substr\(sha256\(join\(" ", \["[0-9a-f]{8}", local\.\w+\["\/platform\/prod\/vpc-id"\]\]\)\), 0, 8\)\}$/,
    );
    expect(targetGroup(plain)['vpc_id']).toEqual(fact('vpc-id'));
  });

  it('is one rule for its host, at the priority of that host, to its own target group', () => {
    for (const host of ['api.grades.no', 'grades.no']) {
      const stack = webService({ host });
      const rule = ruleOf(stack, host);
      expect(rule).toMatchObject({
        listener_arn: fact('https-listener-arn'),
        priority: listenerPriority(host),
        condition: [{ host_header: { values: [host] } }],
      });
      const [{ type, target_group_arn }, ...others] = rule['action'];
      expect(others).toEqual([]);
      expect(type).toBe('forward');
      expect(referred(stack, target_group_arn)).toBe(targetGroup(stack));
    }
  });

  it('leads nobody to a service that is not there yet: only a name that no DNS knows is its own from the start', () => {
    expect(attachment(plain)['condition']).toEqual([
      { host_header: { values: ['backend.grades-prod.invalid'] } },
    ]);
    expect(referred(plain, attachment(plain)['action'][0].target_group_arn)).toBe(targetGroup(plain));
    const [after, ...others] = ruleOf(plain, 'api.grades.no')['depends_on'];
    expect(others).toEqual([]);
    expect(referred(plain, `\${${after}.id}`)).toBe(service(plain));
  });

  it("is the gateway's address, under its host's name in its host's zone", () => {
    const stack = webService({ host: 'api.staging.vinstraff.no' });
    const record = onlyResource(stack, 'aws_route53_record');
    expect(record).toMatchObject({
      type: 'A',
      name: 'api.staging.vinstraff.no',
      alias: { name: fact('gateway-dns-name'), zone_id: fact('gateway-zone-id') },
    });
    expect(referred(stack, record['zone_id'])['name']).toBe('vinstraff.no');
  });
});

describe('a service with several hosts', () => {
  const hosts = ['grades.no', 'www.grades.no', 'grades.online.ntnu.no'] as const;
  const stack = webService({ host: hosts });

  it('has a rule for each, at the priority of each', () => {
    for (const host of hosts) expect(ruleOf(stack, host)['priority']).toBe(listenerPriority(host));
    expect(resources(stack, 'aws_lb_listener_rule')).toHaveLength(hosts.length + 1);
  });

  it('has a record for each, in the zone of each', () => {
    const records = resources(stack, 'aws_route53_record');
    expect(records.map(({ name, zone_id }) => [name, referred(stack, zone_id)['name']]).sort()).toEqual([
      ['grades.no', 'grades.no'],
      ['grades.online.ntnu.no', 'online.ntnu.no'],
      ['www.grades.no', 'grades.no'],
    ]);
    expect(Object.keys(stack.data['aws_route53_zone'] ?? {})).toHaveLength(2);
  });
});

describe('how the gateway treats it', () => {
  it('is checked as it says', () => {
    const healthCheck = {
      path: '/up',
      matcher: '200-204',
      interval: '30 seconds',
      timeout: '10 seconds',
    } as const;
    expect(targetGroup(webService({ healthCheck }))['health_check']).toMatchObject({
      path: '/up',
      matcher: '200-204',
      interval: 30,
      timeout: 10,
    });
  });

  it('sends a visitor to the same task only if it says so', () => {
    expect(targetGroup(plain)).not.toHaveProperty('stickiness');
    expect(targetGroup(webService({ sticky: '1 hour' }))['stickiness']).toEqual({
      enabled: true,
      type: 'lb_cookie',
      cookie_duration: 3600,
    });
  });
});

describe('its alarm', () => {
  it('rings for its own target group on the gateway, names a runbook, and tells the platform', () => {
    const alarm = alarmOn(plain, 'UnHealthyHostCount');
    expect(alarm).toMatchObject({
      namespace: 'AWS/ApplicationELB',
      alarm_actions: [fact('alarm-topic-arn')],
    });
    expect(alarm?.['alarm_description']).toContain('unhealthy-hosts.md');
    expect(referred(plain, alarm?.['dimensions'].TargetGroup)).toBe(targetGroup(plain));
    expect(alarm?.['dimensions'].LoadBalancer).toEqual(fact('gateway-metric-name'));
  });

  it('is left out only with a reason', () => {
    const silent = webService({ noAlarmsBecause: 'nobody is there to hear' });
    expect(alarmOn(silent, 'UnHealthyHostCount')).toBeUndefined();
  });
});

describe('a deploy of it that answers badly', () => {
  it('is taken back by ECS: more than ten errors a minute or five seconds to an answer, twice in a row', () => {
    const [errors, slow] = ['HTTPCode_Target_5XX_Count', 'TargetResponseTime'].map((metric) =>
      alarmOn(plain, metric),
    );
    for (const alarm of [errors, slow]) {
      expect(alarm).toMatchObject({
        ...{ namespace: 'AWS/ApplicationELB', period: 60, evaluation_periods: 2 },
        ...{ comparison_operator: 'GreaterThanThreshold', treat_missing_data: 'notBreaching' },
      });
      expect(referred(plain, alarm?.['dimensions'].TargetGroup)).toBe(targetGroup(plain));
      expect(alarm?.['dimensions'].LoadBalancer).toEqual(fact('gateway-metric-name'));
      expect(alarm?.['alarm_description']).toContain('deploy-rolled-back.md');
    }
    expect(errors).toMatchObject({
      alarm_name: 'grades-prod-backend-deploy-errors',
      statistic: 'Sum',
      threshold: 10,
    });
    expect(slow).toMatchObject({
      alarm_name: 'grades-prod-backend-deploy-slow',
      statistic: 'Average',
      threshold: 5,
    });
    expect(service(plain)['alarms']).toMatchObject({ enable: true, rollback: true });
    expect(service(plain)['alarms'].alarm_names.map((name: string) => referred(plain, name))).toEqual([
      errors,
      slow,
    ]);
  });

  it('wakes nobody by these alarms: the deploy says it', () => {
    for (const metric of ['HTTPCode_Target_5XX_Count', 'TargetResponseTime'])
      expect(alarmOn(plain, metric)).not.toHaveProperty('alarm_actions');
  });

  it('is taken back by the limits that it names itself', () => {
    const stack = webService({ rollBackOn: { serverErrors: 100, responseTime: '1 minute' } });
    expect(alarmOn(stack, 'HTTPCode_Target_5XX_Count')?.['threshold']).toBe(100);
    expect(alarmOn(stack, 'TargetResponseTime')?.['threshold']).toBe(60);
  });

  it('stays only for a reason', () => {
    const stack = webService({ rollBackOn: { none: 'its errors are those of another service' } });
    expect(resources(stack, 'aws_cloudwatch_metric_alarm')).toHaveLength(1);
    expect(service(stack)).not.toHaveProperty('alarms');
    expect(service(stack)['deployment_circuit_breaker']).toEqual({ enable: true, rollback: true });
  });
});

describe('a shell in it', () => {
  it('can be opened in staging, by a task role that reaches Session Manager and no more', () => {
    const stack = webService({ exec: true, writableRoot: 'for ECS Exec' }, { environment: 'staging' });
    expect(service(stack)['enable_execute_command']).toBe(true);
    expect(container(stack)['readonlyRootFilesystem']).toBe(false);
    const granted = resources(stack, 'aws_iam_role_policy').find(
      (each) => referred(stack, each['role']) === role(stack, 'task'),
    );
    const [{ Sid, Action }, ...others] = jsonOf(granted?.['policy']).Statement;
    expect(others).toEqual([]);
    expect(Sid).toBe('OpenShell');
    expect(Action.every((action: string) => action.startsWith('ssmmessages:'))).toBe(true);
  });
});

describe('a call to it past the gateway', () => {
  it('comes by the name it gives, to its named port, and its proxy counts', () => {
    const stack = webService({ serviceConnect: { name: 'grades-api' } });
    const { namespace, service: services } = service(stack)['service_connect_configuration'];
    expect(namespace).toEqual(fact('service-connect-namespace-arn'));
    expect(services).toEqual([
      {
        port_name: 'http',
        discovery_name: 'grades-api',
        client_alias: { port: 5555, dns_name: 'grades-api' },
      },
    ]);
    expect(container(stack)['portMappings'][0]).toMatchObject({ name: 'http', appProtocol: 'http' });
    expect(taskDefinition(stack)['memory']).toBe(String(256 + 64));
  });

  it('is none of a service that only calls', () => {
    const stack = webService({ serviceConnect: 'caller' });
    expect(service(stack)['service_connect_configuration']).not.toHaveProperty('service');
    expect(container(stack)['portMappings'][0]).not.toHaveProperty('name');
  });
});

describe('what it is granted', () => {
  it('is one policy of its task role, with all of it, which the service waits for', () => {
    const stack = applicationWith((application) => {
      const backend = new WebService(application, 'backend', plainService);
      backend.allow({ sid: 'Send', actions: ['sqs:SendMessage'], resources: ['arn:aws:sqs:::mail'] });
      backend.allow({ sid: 'Read', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::files/*'] });
    });
    const [policy, ...others] = Object.entries(stack.resource['aws_iam_role_policy'] ?? {}).filter(
      ([, each]) => referred(stack, each['role']) === role(stack, 'task'),
    );
    expect(others).toEqual([]);
    expect(jsonOf(policy?.[1]['policy']).Statement.map(({ Sid }: any) => Sid)).toEqual(['Send', 'Read']);
    expect(service(stack)['depends_on']).toContain(`aws_iam_role_policy.${policy?.[0]}`);
  });
});

describe('secrets', () => {
  const names = ['JWT_SECRET', 'AUTH0_CLIENT_SECRET'];
  const stack = webService({ secrets: names }, { application: 'vengeful-vineyard', environment: 'staging' });
  const arn = (name: string) =>
    `arn:aws:ssm:eu-north-1:\${data.aws_caller_identity.Account.account_id}:parameter/secrets/vengeful-vineyard/staging/${name}`;
  const sorted = [...names].sort();

  it('reach the container by reference only, each from the path of its application and environment', () => {
    expect(container(stack)['secrets']).toEqual(sorted.map((name) => ({ name, valueFrom: arn(name) })));
    expect(container(stack)['environment']).toEqual(region);
  });

  it('can be read by the execution role, exactly these and no others', () => {
    const reading = statements(stack).filter(({ Action }) =>
      Action.some((action: string) => action.startsWith('ssm:')),
    );
    expect(reading).toEqual([
      { Sid: 'ReadSecrets', Effect: 'Allow', Action: ['ssm:GetParameters'], Resource: sorted.map(arn) },
    ]);
  });

  it('are never read by Terraform, so that no value comes into a plan or a state', () => {
    expect(stack.data).not.toHaveProperty('aws_ssm_parameter');
    expect(resources(stack, 'aws_ssm_parameter')).toEqual([]);
    const paths = Object.values(stack.data['aws_ssm_parameters_by_path'] ?? {}).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith('/secrets'))).toEqual([]);
  });

  it('cost a service without any no permission', () => {
    expect(container(plain)['secrets']).toEqual([]);
    expect(statements(plain).map(({ Sid }) => Sid)).toEqual(['LogInToRegistry', 'PullImage', 'WriteLog']);
  });

  it('have nothing else but names with their own paths, whatever they are called', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 4 }), (secrets) => {
        const of = webService({ secrets });
        const given: { name: string; valueFrom: string }[] = container(of)['secrets'];
        expect(given.map((each) => each.name).sort()).toEqual([...secrets].sort());
        for (const each of given) {
          expect(each.valueFrom.endsWith(`:parameter/secrets/grades/prod/${each.name}`)).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe('its roles', () => {
  it('are two of its own: one for ECS to start it, one for itself', () => {
    expect(role(plain, 'execution')['name']).toBe('grades-prod-backend-execution');
    expect(role(plain, 'task')['name']).toBe('grades-prod-backend-task');
    for (const each of resources(plain, 'aws_iam_role')) {
      expect(each['path']).toBe('/applications/grades/');
      expect(each['permissions_boundary']).toMatch(/:policy\/dotkom-permissions-boundary$/);
    }
  });

  it('can be assumed only for tasks of this account', () => {
    const account = '${data.aws_caller_identity.Account.account_id}';
    for (const kind of ['execution', 'task'] as const) {
      const [statement, ...others] = jsonOf(role(plain, kind)['assume_role_policy']).Statement;
      expect(others).toEqual([]);
      expect(statement).toEqual({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { Service: 'ecs-tasks.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': `arn:aws:ecs:eu-north-1:${account}:*` },
        },
      });
    }
  });

  it('allow the application nothing until it is granted something', () => {
    const policy = onlyResource(plain, 'aws_iam_role_policy');
    expect(referred(plain, policy['role'])).toBe(role(plain, 'execution'));
    for (const type of ['aws_iam_role_policy_attachment', 'aws_iam_policy_attachment', 'aws_iam_policy']) {
      expect(resources(plain, type)).toEqual([]);
    }
    expect(role(plain, 'task')).not.toHaveProperty('managed_policy_arns');
    expect(role(plain, 'task')).not.toHaveProperty('inline_policy');
  });

  it("let ECS pull this service's image and write this service's log, and nothing else", () => {
    const [logIn, pull, write, ...others] = statements(plain);
    expect(others).toEqual([]);
    expect(logIn).toMatchObject({ Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] });
    expect(pull?.['Resource'].map((arn: string) => referred(plain, arn))).toEqual([
      onlyResource(plain, 'aws_ecr_repository'),
    ]);
    expect(write?.['Resource'].map((arn: string) => referred(plain, arn.replace(/:\*$/, '')))).toEqual([
      onlyResource(plain, 'aws_cloudwatch_log_group'),
    ]);
  });
});

describe('what a person is shown of it', () => {
  it('is its host, health check, pool, size and release', () => {
    const [output] = Object.values<any>(webService({ count: 2, memory: '1 GiB' })['output']);
    expect(output.value).toMatchObject({
      service: 'backend',
      host: 'api.grades.no',
      healthCheckPath: '/health',
      pool: 'arm64',
      cpuUnits: 128,
      memoryMebibytes: 1024,
      count: 2,
      digest: expect.stringMatching(digest('grades/prod/backend')),
    });
    expect(output.sensitive ?? false).toBe(false);
  });
});

describe('a web service as a whole', () => {
  it('is these resources, and a change of them is a change on purpose', () => {
    const names = Object.entries(webService({ secrets: ['JWT_SECRET'] }).resource).flatMap(([type, all]) =>
      Object.values(all).map((each) =>
        `${type} ${each['name'] ?? each['family'] ?? ''}`.replace(/\$\{.*/, '').trim(),
      ),
    );
    expect(names).toMatchInlineSnapshot(`
     [
       "aws_cloudwatch_log_group /applications/grades/prod/backend",
       "aws_cloudwatch_log_subscription_filter forward",
       "aws_cloudwatch_metric_alarm",
       "aws_cloudwatch_metric_alarm",
       "aws_cloudwatch_metric_alarm",
       "aws_ecr_lifecycle_policy",
       "aws_ecr_repository grades/prod/backend",
       "aws_ecs_service grades-prod-backend",
       "aws_ecs_task_definition grades-prod-backend",
       "aws_iam_role grades-prod-backend-execution",
       "aws_iam_role grades-prod-backend-task",
       "aws_iam_role_policy",
       "aws_lb_listener_rule",
       "aws_lb_listener_rule",
       "aws_lb_target_group grades-prod-backend-",
       "aws_route53_record api.grades.no",
     ]
    `);
  });
});
