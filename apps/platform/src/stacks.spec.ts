import { join } from 'node:path';
import { PlatformName, platformNames } from '@dotkom/platform';
import { cutOff } from '@dotkom/platform/testing';
import { readProject, runbooks } from '@dotkom/stack';
import {
  brokenInvariants,
  onlyResource,
  publicParts,
  referred,
  resources,
  synthesised,
  SynthesisedStack,
  synthesisedStacks,
} from '@dotkom/stack/testing';
import { platforms } from './instances';
import stacks, { Platform } from './stacks';

const built = synthesisedStacks(stacks, readProject(join(__dirname, '..')));

/** Each permission on every resource, and why AWS allows nothing narrower. */
const wideStatements = {
  ServeThisCluster:
    "a container instance's ARN is not known before it registers; a condition narrows it to the cluster",
  FindEndpointAndLogIn: 'the actions have no resource to narrow them to',
  JoinNetwork:
    "Lambda tries the actions on everything; another statement takes them from the function's own code",
  SessionManager: 'the actions have no resource to narrow them to',
};

describe('the platforms', () => {
  it('are one stack for each instance that is named', () => {
    expect(Object.keys(built)).toEqual(platformNames.map((name) => `platform-${name}`));
  });
});

describe.each(Object.entries(built))('%s', (name, stack) => {
  it('keeps the rules for every stack: boundaries, narrow permissions, encryption, ends of logs', () => {
    expect(brokenInvariants(stack, wideStatements)).toEqual([]);
  });

  it("has nothing public but the gateway and the NAT's outer interface", () => {
    expect(publicParts(stack)).toEqual([
      `load balancer ${name}`,
      `instances of ${name}-nat-eu-north-1a`,
      `port 80 to 80 of ${name}-gateway`,
      `port 443 to 443 of ${name}-gateway`,
    ]);
  });

  it('has roles, disks and open ports to begin with, so that the rules above say something', () => {
    for (const type of ['aws_iam_role', 'aws_iam_role_policy', 'aws_launch_template']) {
      expect(resources(stack, type).length).toBeGreaterThanOrEqual(2);
    }
  });

  it('lets nobody but the gateway and other nodes reach a node, and only on the ports of containers', () => {
    const rules = resources(stack, 'aws_vpc_security_group_ingress_rule').filter(
      (rule) => referred(stack, rule['security_group_id'])['name'] === `${name}-nodes`,
    );
    expect(rules.map((rule) => [rule['from_port'], rule['to_port']])).toEqual(
      rules.map(() => [32768, 60999]),
    );
    expect(rules.map((rule) => referred(stack, rule['referenced_security_group_id'])['name']).sort()).toEqual(
      [`${name}-gateway`, `${name}-nodes`],
    );
  });

  it('starts nothing that needs the internet before what gives it', () => expect(cutOff(stack)).toEqual([]));

  it("plans also when somebody else's image is deprecated, and by its exact name", () => {
    const images = Object.values(stack.data['aws_ami'] ?? {}).filter(
      ({ owners }) => !owners.includes('self'),
    );
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) {
      expect(image).toMatchObject({ include_deprecated: true });
      expect(image['most_recent'] ?? false).toBe(false);
    }
  });

  it('has nodes in private subnets only', () => {
    for (const group of resources(stack, 'aws_autoscaling_group').filter(
      (each) => !each['name'].startsWith(`${name}-nat-`),
    )) {
      const subnets: unknown[] = group['vpc_zone_identifier'];
      const tiers = subnets.map((subnet) => referred(stack, subnet)['tags'].Name.replace(`${name}-`, ''));
      expect(tiers).toEqual(['private-eu-north-1a', 'private-eu-north-1b', 'private-eu-north-1c']);
    }
  });

  it('lets nodes, the function and the jump host reach the database, and nobody else', () => {
    const rules = resources(stack, 'aws_vpc_security_group_ingress_rule').filter(
      (rule) => referred(stack, rule['security_group_id'])['name'] === `${name}-database`,
    );
    expect(rules.map((rule) => [rule['from_port'], rule['to_port']])).toEqual(rules.map(() => [5432, 5432]));
    expect(rules.map((rule) => referred(stack, rule['referenced_security_group_id'])['name']).sort()).toEqual(
      [`${name}-databases-function`, `${name}-nat-outside`, `${name}-nodes`],
    );
  });

  it('leads from no private subnet to the internet but through the NAT', () => {
    const routes = resources(stack, 'aws_route').map((route) => [
      referred(stack, route['route_table_id'])['tags'].Name.replace(`${name}-`, ''),
      route['gateway_id'] ? 'internet gateway' : 'NAT',
    ]);
    expect(Object.fromEntries(routes)).toEqual({
      public: 'internet gateway',
      'private-eu-north-1a': 'NAT',
      'private-eu-north-1b': 'NAT',
      'private-eu-north-1c': 'NAT',
    });
    expect(routes).toHaveLength(4);
  });

  describe('alarms', () => {
    const alarms = resources(stack, 'aws_cloudwatch_metric_alarm');
    const topic = onlyResource(stack, 'aws_sns_topic');
    const leadsToTopic = (arn: unknown) => referred(stack, referred(stack, arn)['arn']) === topic;
    // What is left of the targets is the nightly run of the function that makes databases.
    const notices = resources(stack, 'aws_cloudwatch_event_target').filter(
      (target) => target['input_transformer'],
    );
    const texts = [
      ...alarms.map((alarm) => alarm['alarm_description']),
      ...notices.map((target) => target['input_transformer'].input_template),
    ];

    it('ring for the NAT, the gateway, both pools and the database', () => {
      expect(alarms.map((alarm) => alarm['alarm_name'].replace(`${name}-`, '')).sort()).toEqual(
        [
          ...['nat-eu-north-1a-down', 'nat-eu-north-1a-cpu-credits', 'gateway-errors', 'services-errors'],
          ...['database-storage', 'database-connections', 'database-cpu-credits', 'databases-function'],
          ...['arm64', 'amd64'].flatMap((pool) => [
            `${pool}-full`,
            `${pool}-drain-stuck`,
            `${pool}-cpu-credits`,
          ]),
        ].sort(),
      );
    });

    it("all tell the platform's topic, as its notices and its budget do", () => {
      const told = [
        ...alarms.flatMap((alarm) => [...alarm['alarm_actions'], ...alarm['ok_actions']]),
        ...notices.map((target) => target['arn']),
        ...resources(stack, 'aws_budgets_budget').flatMap((budget) =>
          budget['notification'].flatMap(
            (each: Record<string, unknown>) => each['subscriber_sns_topic_arns'],
          ),
        ),
      ];
      expect(told.length).toBeGreaterThan(2 * alarms.length + 4);
      expect(told.filter((arn) => !leadsToTopic(arn))).toEqual([]);
    });

    it.each(texts)('link to a runbook that exists: %s', (text) => {
      const [, runbook] = /\/docs\/runbooks\/([\w-]+)\.md/.exec(text) ?? [];
      expect(runbooks).toContain(runbook);
    });

    it('look only at metrics of groups and providers that are there, and that are collected', () => {
      const groups = Object.fromEntries(
        resources(stack, 'aws_autoscaling_group').map((each) => [each['name'], each['enabled_metrics']]),
      );
      for (const { dimensions, metric_name: metric } of alarms) {
        const group = dimensions?.AutoScalingGroupName;
        if (group === undefined) continue;
        expect(groups).toHaveProperty(group);
        if (metric.startsWith('Group')) expect(groups[group]).toContain(metric);
      }
    });
  });

  it('tells applications, as facts, of its own parts', () => {
    const facts = Object.fromEntries(
      resources(stack, 'aws_ssm_parameter').map((each) => [each['name'].split('/').at(-1), each['value']]),
    );
    const part = (fact: string) => referred(stack, facts[fact]);
    const [https] = resources(stack, 'aws_lb_listener').filter((each) => each['port'] === 443);
    expect(part('https-listener-arn')).toBe(https);
    expect(part('vpc-id')).toBe(resources(stack, 'aws_vpc')[0]);
    expect(part('alarm-topic-arn')).toBe(onlyResource(stack, 'aws_sns_topic_policy'));
    expect(part('cluster-arn')).toBe(resources(stack, 'aws_ecs_cluster')[0]);
    expect(part('gateway-dns-name')).toBe(resources(stack, 'aws_lb')[0]);
    expect(part('gateway-zone-id')).toBe(resources(stack, 'aws_lb')[0]);
    expect(part('database-address')).toBe(resources(stack, 'aws_db_instance')[0]);
    expect(facts['database-address']).toMatch(/\.address\}$/);
    expect(part('database-function-name')).toBe(resources(stack, 'aws_lambda_function')[0]);
    expect(facts['gateway-dns-name']).toMatch(/\.dns_name\}$/);
    expect(facts['gateway-zone-id']).toMatch(/\.zone_id\}$/);
    for (const architecture of ['arm64', 'amd64']) {
      expect(part(`capacity-provider-${architecture}`)['name']).toBe(`${name}-${architecture}`);
    }
  });
});

describe('platform-prod', () => {
  it('has a budget for all that it may hold, with the tax', () => {
    const budget = onlyResource(built['platform-prod'] ?? { resource: {}, data: {} }, 'aws_budgets_budget');
    const nodes = 8 * (12.56 + 2.51) + 2 * (15.77 + 2.51);
    const [gateway, nat, database, use] = [18.4 + 10.95, 7.46, 28.25 + 13.9 + 0.4, 60];
    expect(Number(budget['limit_amount'])).toBe(Math.ceil((nodes + gateway + nat + database + use) * 1.25));
  });

  const groups = resources(built['platform-prod'] ?? { resource: {}, data: {} }, 'aws_autoscaling_group');

  it('has room to lose a zone: a node in each of the three, and more where they are needed', () => {
    const sizes = Object.fromEntries(
      groups.map((each) => [each['name'], [each['min_size'], each['max_size']]]),
    );
    expect(sizes['platform-prod-arm64']).toEqual([3, 8]);
    expect(sizes['platform-prod-amd64']).toEqual([0, 2]);
  });
});

describe('settings of an instance', () => {
  const factsWith = (settings: Partial<(typeof platforms)['prod']>) => {
    const stack = synthesised((app) => new Platform(app, 'prod', { ...platforms.prod, ...settings }));
    return resources(stack, 'aws_ssm_parameter');
  };
  const destinationOf = (facts: Record<string, any>[]) =>
    facts.find((each) => each['name'].endsWith('/log-destination-arn'))?.['value'];

  it('forward the logs of every application, or say that they stay', () => {
    const logDestinationArn = 'arn:aws:logs:eu-north-1:123456789012:destination:elk';
    expect(destinationOf(factsWith({ logDestinationArn }))).toBe(logDestinationArn);
    expect(destinationOf(factsWith({}))).toBe('none');
  });

  it('have the account watched by one budget at most: it is the same account', () => {
    const watched = Object.values(platforms).filter(({ monthlyBudget }) => monthlyBudget !== undefined);
    expect(watched.length).toBeLessThanOrEqual(1);
  });
});

describe('a second platform', () => {
  const trial = 'trial' as PlatformName;
  const { 'platform-trial': second } = synthesisedStacks(
    (app) => void new Platform(app, trial, { ...platforms.prod, monthlyBudget: undefined }),
    readProject(join(__dirname, '..')),
  );
  const names = (stack: SynthesisedStack) =>
    Object.entries(stack.resource).flatMap(([type, all]) =>
      Object.values(all).flatMap((each) =>
        ['name', 'bucket', 'identifier', 'function_name', 'alarm_name']
          .map((key) => each[key])
          .filter((name) => typeof name === 'string' && !name.includes('${'))
          .map((name) => `${type} ${name}`),
      ),
    );

  it('is one more entry in the settings: it shares no name with the first but the records that prove a zone is ours', () => {
    const first = names(built['platform-prod'] ?? { resource: {}, data: {} });
    const own = names(second ?? { resource: {}, data: {} });
    expect(own.length).toBeGreaterThan(60);
    expect(own.filter((name) => first.includes(name))).toEqual([]);
  });
});
