import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { InfraStack } from '@dotkom/stack';
import { onlyResource, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { Architecture, dynamicHostPorts } from '../contract';
import { Gateway } from '../gateway/gateway';
import { installed } from '../network/nat/scripts/testing/shell-lint';
import { bootScript, stackWith, statementsOf, testNetwork } from '../testing';
import { Cluster } from './cluster';
import { NodeAccess } from './node-access';
import { NodeImage } from './node-ami';
import { nodeImage } from './node-image';
import { NodePool } from './node-pool';

interface TestPool {
  readonly architecture: Architecture;
  readonly image?: NodeImage;
  readonly minNodes?: number;
  readonly maxNodes?: number;
}

/** A cluster with a pool for each of these, in this order. */
function clusterWith(...pools: TestPool[]) {
  return (scope: InfraStack) => {
    const name = 'platform-test';
    const network = testNetwork(scope);
    const gateway = new Gateway(scope, 'gateway', { name, network });
    const cluster = new Cluster(scope, 'cluster', name);
    const access = new NodeAccess(scope, 'access', { name, network, gateway, cluster });
    cluster.use(
      pools.map(
        ({ architecture, image = 'ecs-optimised', minNodes = 1, maxNodes = 2 }) =>
          new NodePool(scope, architecture, {
            name,
            architecture,
            network,
            wayOut: network.wayOut,
            cluster,
            access,
            image,
            minNodes,
            maxNodes,
          }),
      ),
    );
  };
}

const stack = stackWith(
  clusterWith({ architecture: 'arm64', minNodes: 2, maxNodes: 4 }, { architecture: 'amd64' }),
);
const cluster = onlyResource(stack, 'aws_ecs_cluster');
const providers = resources(stack, 'aws_ecs_capacity_provider');
const providerOf = (architecture: Architecture) =>
  providers.find(({ name }) => name === `platform-test-${architecture}`) ?? {};
const groupOf = (architecture: Architecture) =>
  referred(stack, providerOf(architecture)['auto_scaling_group_provider'].auto_scaling_group_arn);
const templateOf = (architecture: Architecture) =>
  referred(stack, groupOf(architecture)['launch_template'].id);

describe('the cluster', () => {
  it('costs nothing for Container Insights, whatever the default of the account is', () => {
    expect(cluster['setting']).toEqual([{ name: 'containerInsights', value: 'disabled' }]);
  });

  it('has every pool as a capacity provider, and the first for services that name none', () => {
    const association = onlyResource(stack, 'aws_ecs_cluster_capacity_providers');
    expect(referred(stack, association['cluster_name'])).toBe(cluster);
    const named: unknown[] = association['capacity_providers'];
    expect(named.map((each) => referred(stack, each))).toEqual([providerOf('arm64'), providerOf('amd64')]);
    const [{ capacity_provider, weight }, ...others] = association['default_capacity_provider_strategy'];
    expect(others).toEqual([]);
    expect(weight).toBe(1);
    expect(referred(stack, capacity_provider)).toBe(providerOf('arm64'));
  });
});

describe('who reaches the nodes', () => {
  const nodes = referred(stack, templateOf('arm64')['vpc_security_group_ids'][0]);
  const gateway = referred(stack, onlyResource(stack, 'aws_lb')['security_groups'][0]);
  const rulesOf = (direction: string, group: object) =>
    resources(stack, `aws_vpc_security_group_${direction}_rule`).filter(
      (rule) => referred(stack, rule['security_group_id']) === group,
    );
  const dynamic = { ip_protocol: 'tcp', from_port: 32768, to_port: 60999 };

  it('is the gateway and the nodes themselves on exactly the dynamic host ports, and nobody else on any', () => {
    const rules = rulesOf('ingress', nodes);
    for (const rule of rules) {
      expect(rule).toMatchObject(dynamic);
      expect(rule).not.toHaveProperty('cidr_ipv4');
    }
    const peers = rules.map((rule) => referred(stack, rule['referenced_security_group_id']));
    expect(peers).toHaveLength(2);
    expect(new Set(peers)).toEqual(new Set([gateway, nodes]));
  });

  it('is all that the gateway reaches', () => {
    const [rule = {}, ...others] = rulesOf('egress', gateway);
    expect(others).toEqual([]);
    expect(rule).toMatchObject(dynamic);
    expect(referred(stack, rule['referenced_security_group_id'])).toBe(nodes);
  });

  it('is the same for every pool', () => {
    const [groups, ...others] = templateOf('amd64')['vpc_security_group_ids'];
    expect(others).toEqual([]);
    expect(referred(stack, groups)).toBe(nodes);
  });
});

describe('what nodes may do', () => {
  const statements = statementsOf(onlyResource(stack, 'aws_iam_role_policy'));
  const allowing = (action: string) => statements.filter(({ Action }) => Action.includes(action));

  it('is to join this cluster and no other, and never to make one', () => {
    const [join, ...others] = allowing('ecs:RegisterContainerInstance');
    expect(others).toEqual([]);
    expect(join?.Resource.map((arn) => referred(stack, arn))).toEqual([cluster]);
    expect(allowing('ecs:CreateCluster')).toEqual([]);
  });

  it('is to be sent work by this cluster only', () => {
    const [serve] = allowing('ecs:Poll');
    expect(referred(stack, serve?.Condition?.['ArnEquals']?.['ecs:cluster'])).toBe(cluster);
  });

  it('is on everything only where AWS knows nothing narrower, or a condition narrows it', () => {
    const wide = statements.filter(({ Resource, Condition }) => Resource.includes('*') && !Condition);
    expect(wide.flatMap(({ Action }) => Action).filter((action) => !/^ssm(messages)?:/.test(action))).toEqual(
      ['ecs:DiscoverPollEndpoint', 'ecr:GetAuthorizationToken'],
    );
  });

  it('is not to read images, logs or parameters: that is for the roles of the tasks', () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) => /BatchGetImage|GetDownloadUrl|^logs:|GetParameter|^s3:|\w:\*$/.test(action)),
    ).toEqual([]);
  });

  it('is given to the instances of every pool', () => {
    for (const architecture of ['arm64', 'amd64'] as const) {
      const profile = referred(stack, templateOf(architecture)['iam_instance_profile'].arn);
      expect(referred(stack, profile['role'])['name']).toBe('platform-test-nodes');
    }
  });
});

describe.each<[Architecture, string, RegExp]>([
  ['arm64', 't4g.small', /\/amazon-linux-2023\/arm64\/recommended\/image_id$/],
  ['amd64', 't3.small', /\/amazon-linux-2023\/recommended\/image_id$/],
])('a pool of %s nodes', (architecture, instanceType, imageParameter) => {
  const [provider, group, template] = [
    providerOf(architecture),
    groupOf(architecture),
    templateOf(architecture),
  ];

  it('is of instances and of an image with that architecture', () => {
    expect(template['instance_type']).toBe(instanceType);
    const [, parameter = ''] =
      /^\$\{data\.aws_ssm_parameter\.([\w-]+)\.insecure_value\}$/.exec(template['image_id']) ?? [];
    expect(stack.data['aws_ssm_parameter']?.[parameter]?.['name']).toMatch(imageParameter);
  });

  it('grows when tasks find no room, and drains nodes before they end', () => {
    expect(provider['auto_scaling_group_provider']).toMatchObject({
      managed_draining: 'ENABLED',
      managed_scaling: { status: 'ENABLED' },
    });
    const { target_capacity } = provider['auto_scaling_group_provider'].managed_scaling;
    // Room for a node's worth of tasks is kept; 100 would wait until nothing fits.
    expect(target_capacity).toBeLessThan(100);
  });

  it('leaves the number of nodes to managed scaling', () => {
    expect(group).not.toHaveProperty('desired_capacity');
    expect(group['lifecycle'].ignore_changes).toEqual(['desired_capacity']);
  });

  it('has the tag that ECS puts on it, so that no plan takes it away', () => {
    expect(group['tag']).toContainEqual({
      key: 'AmazonECSManaged',
      value: 'true',
      propagate_at_launch: true,
    });
  });

  it('is private, in all three zones', () => {
    const subnets: unknown[] = group['vpc_zone_identifier'];
    expect(subnets.map((subnet) => referred(stack, subnet)['tags'].Name)).toEqual([
      'platform-test-private-eu-north-1a',
      'platform-test-private-eu-north-1b',
      'platform-test-private-eu-north-1c',
    ]);
    expect(template).not.toHaveProperty('network_interfaces');
  });

  it('rolls out a change of its template by number, new nodes first, and never back by itself', () => {
    expect(group['launch_template'].version).toMatch(
      /^\$\{tostring\(aws_launch_template\.[\w-]+\.latest_version\)\}$/,
    );
    const launchFirst = { min_healthy_percentage: 100, max_healthy_percentage: 200 };
    expect(group['instance_maintenance_policy']).toMatchObject(launchFirst);
    expect(group['instance_refresh'].preferences).toEqual({
      ...launchFirst,
      instance_warmup: '120',
      skip_matching: true,
    });
  });

  it('starts no node before its permissions are there, or its agent gives up', () => {
    const needs: string[] = group['depends_on'];
    expect(needs.map((address) => referred(stack, `\${${address}.id}`))).toContain(
      onlyResource(stack, 'aws_iam_role_policy'),
    );
  });

  it('starts no node before the way out, and ends them before it goes', () => {
    const needs: string[] = group['depends_on'];
    expect(needs.some((address) => address.startsWith('aws_route.'))).toBe(true);
  });

  it.each([
    [0, 100],
    [1, 90],
    [3, 90],
  ])(
    'keeps room for the next task, but never starts and ends a node for nothing: of %d at least, %d %%',
    (minNodes, percent) => {
      const built = stackWith(clusterWith({ architecture: 'arm64', minNodes, maxNodes: 4 }));
      const { auto_scaling_group_provider: provider } = onlyResource(built, 'aws_ecs_capacity_provider');
      expect(provider.managed_scaling.target_capacity).toBe(percent);
    },
  );

  it('makes nodes, their disks and their interfaces those of their owner, as everything else', () => {
    const owned = { Application: 'demo', Environment: 'test', Owner: 'dotkom', Repository: 'dotkom/infra' };
    const specifications: Record<string, any>[] = template['tag_specifications'];
    for (const type of ['instance', 'volume', 'network-interface']) {
      const [one, ...others] = specifications.filter((each) => each['resource_type'] === type);
      expect(others).toEqual([]);
      expect(one?.['tags']).toMatchObject(owned);
    }
    const tags: Record<string, any>[] = group['tag'];
    expect(Object.fromEntries(tags.map(({ key, value }) => [key, value]))).toEqual({
      ...owned,
      AmazonECSManaged: 'true',
    });
    expect(tags.every((tag) => tag['propagate_at_launch'] === true)).toBe(true);
    expect(specifications.find((each) => each['resource_type'] === 'instance')?.['tags']).toMatchObject({
      Name: 'platform-test-node',
      'platform:role': 'node',
    });
  });

  it('keeps the metadata of a node from its containers: a token, and one hop', () => {
    expect(template['metadata_options']).toMatchObject({
      http_tokens: 'required',
      http_put_response_hop_limit: nodeImage.metadata.hopLimit,
    });
    expect(nodeImage.metadata.hopLimit).toBe(1);
  });

  it('has encrypted gp3 disks that hold the image, and end with the node', () => {
    const [{ device_name, ebs }, ...others] = template['block_device_mappings'];
    expect(others).toEqual([]);
    expect(ebs).toMatchObject({ encrypted: 'true', volume_type: 'gp3', delete_on_termination: 'true' });
    expect(device_name).toBe(nodeImage.image.rootVolume.device);
    expect(ebs.volume_size).toBeGreaterThanOrEqual(nodeImage.image.rootVolume.gib);
  });

  it('never costs more than its credits', () => {
    expect(template['credit_specification']).toEqual({ cpu_credits: 'standard' });
  });
});

describe('how many nodes a pool has', () => {
  const limits = (minNodes: number, maxNodes: number) => {
    const built = stackWith(clusterWith({ architecture: 'arm64', minNodes, maxNodes }));
    const { min_size, max_size } = onlyResource(built, 'aws_autoscaling_group');
    return [min_size, max_size];
  };

  it.each([
    [0, 1],
    [2, 3],
    [3, 12],
  ])('is from %i to %i where that is said', (min, max) => expect(limits(min, max)).toEqual([min, max]));

  it.each([
    [0, 0],
    [2, 2],
    [3, 2],
    [-1, 2],
    [0.5, 2],
    [1, Infinity],
    [NaN, 2],
  ])('cannot be from %d to %d, and the message says why', (min, max) => {
    expect(() => limits(min, max)).toThrow(
      `A node pool cannot have at least ${min} and at most ${max} nodes.`,
    );
    expect(() => limits(min, max)).toThrow('platform-test/arm64');
    expect(() => limits(min, max)).toThrow('so that a new node can start before an old one ends');
  });
});

describe('a pool of nodes from an image that packer built', () => {
  const version = '20260101-041702';
  const own = stackWith(clusterWith({ architecture: 'amd64', image: { version } }));
  const template = onlyResource(own, 'aws_launch_template');
  const image = referred(own, template['image_id']);

  it("is of this account's image of exactly that version and architecture, and never of the newest", () => {
    expect(image['owners']).toEqual(['self']);
    expect(image['most_recent'] ?? false).toBe(false);
    expect(image['filter']).toContainEqual({ name: 'name', values: [`dotkom-node-amd64-${version}`] });
    expect(own.data).not.toHaveProperty('aws_ssm_parameter');
  });

  it('is of an image that was built for the agreement which this user data is written for', () => {
    expect(image['filter']).toContainEqual({
      name: 'tag:node-image:contract',
      values: [String(nodeImage.contractVersion)],
    });
  });

  it('is set up the same as nodes from the image of AWS, and leaves to the image what it brings along', () => {
    const { dynamicHostPorts: ports, ecsAgent } = nodeImage;
    const brought = { ...ecsAgent.setByImage, ECS_DYNAMIC_HOST_PORT_RANGE: `${ports.first}-${ports.last}` };
    const ofAws = boot(stack, templateOf('amd64'));
    const ofPacker = boot(own, template, brought, 'built by packer');
    expect(settingsOf(ofPacker.config)).toEqual(settingsOf(ofAws.config));
    const names = ({ units }: Booted) => units.map(({ name }) => name);
    expect(names(ofPacker)).not.toContain(nodeImage.metadata.guardUnit);
    expect(names(ofAws)).toEqual([...names(ofPacker), nodeImage.metadata.guardUnit].sort());
  });
});

describe('a pool of nodes from the newest image', () => {
  const newest = stackWith(clusterWith({ architecture: 'arm64', image: 'newest' }));
  const template = onlyResource(newest, 'aws_launch_template');
  const [own = {}, ...otherLists] = Object.values(newest.data['aws_ami_ids'] ?? {});
  const [official = {}, ...otherParameters] = Object.values(newest.data['aws_ssm_parameter'] ?? {});

  it('knows the images that packer built in this account, newest first, and the one of AWS', () => {
    expect([...otherLists, ...otherParameters]).toEqual([]);
    expect(own).toMatchObject({ owners: ['self'], sort_ascending: false });
    expect(own['filter']).toEqual([
      { name: 'name', values: ['dotkom-node-arm64-*'] },
      ...Object.entries(nodeImage.image.tags).map(([tag, value]) => ({
        name: `tag:${tag}`,
        values: [value],
      })),
      { name: 'state', values: ['available'] },
    ]);
    expect(official['name']).toBe(
      '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id',
    );
  });

  it('has user data for either, because only the plan knows which it is', () => {
    expect(bootScript(newest, template)).toBe(bootScript(stack, templateOf('arm64')));
  });

  it.each([
    ['the newest of those', ['ami-newest', 'ami-older'], 'ami-newest'],
    ["the one of AWS where there are none, and the plan doesn't fail", [], 'ami-official'],
  ])('takes %s', (_, ids, expected) => {
    if (!installed('terraform')) {
      console.warn('NOT CHECKED: terraform is not installed, so nobody has evaluated which image is taken.');
      return;
    }
    const known = String(template['image_id'])
      .replace(/^\$\{(.*)\}$/, '$1')
      .replace(/data\.aws_ami_ids\.[\w-]+\.ids/, `tolist(${JSON.stringify(ids)})`)
      .replace(/data\.aws_ssm_parameter\.[\w-]+\.insecure_value/, '"ami-official"');
    const folder = mkdtempSync(join(tmpdir(), 'console-'));
    try {
      const { stdout } = spawnSync('terraform', ['console'], {
        cwd: folder,
        input: `${known}\n`,
        encoding: 'utf8',
      });
      expect(stdout.trim()).toBe(`"${expected}"`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the first boot of a node from AWS's image", () => {
  const script = bootScript(stack, templateOf('arm64'));

  it('is the same on every architecture', () => {
    expect(bootScript(stack, templateOf('amd64'))).toBe(script);
  });

  it("keeps the agent's port range, the security group's and the node image's one and the same", () => {
    expect(script).toContain('\nECS_DYNAMIC_HOST_PORT_RANGE=32768-60999\n');
    expect(nodeImage.dynamicHostPorts).toEqual({ first: 32768, last: 60999 });
    expect(dynamicHostPorts).toEqual(nodeImage.dynamicHostPorts);
  });

  it('holds no expression but the name of the cluster', () => {
    const expressions = script.match(/\$\{[^}]*\}/g) ?? [];
    expect(expressions.map((each) => referred(stack, each))).toEqual([cluster]);
  });

  it('fits into user data', () => expect(Buffer.byteLength(script)).toBeLessThan(16 * 1024));

  describe('when it is run', () => {
    const { config, units, systemctl } = boot(stack, templateOf('arm64'), { ECS_SET_BY_IMAGE: 'kept' });
    const unit = (name: string) => units.find((each) => each.name === name) ?? { name: '', text: '' };
    const guard = unit(nodeImage.metadata.guardUnit);

    it('joins the cluster of the platform, and keeps what the image had configured', () => {
      expect(settingsOf(config)).toMatchObject({ ECS_CLUSTER: 'the-cluster', ECS_SET_BY_IMAGE: 'kept' });
    });

    it('leaves the system some of the 2 GiB', () => {
      expect(Number(settingsOf(config)['ECS_RESERVED_MEMORY'])).toBeGreaterThanOrEqual(128);
    });

    it('closes the metadata address to containers before any other rule of theirs, whenever Docker starts', () => {
      expect(guard.text).toMatch(/--insert DOCKER-USER 1 --destination 169\.254\.169\.254\/32 --jump DROP/);
      expect(guard.text).toMatch(/--check DOCKER-USER .* \|\| /); // Once only, however often Docker starts.
      expect(guard.text).toMatch(/^After=docker\.service$/m);
      expect(guard.text).toMatch(/^WantedBy=docker\.service$/m);
      expect(systemctl).toContain(`enable --now --no-block ${nodeImage.metadata.guardUnit}`);
    });

    it('closes it before the agent starts the first container', () => {
      expect(guard.text).toMatch(/^Before=ecs\.service$/m);
      expect(guard.text).toMatch(/^RequiredBy=ecs\.service$/m);
    });

    it('starts an ECS agent again that ended without an error, which its own unit does not', () => {
      expect(unit('ecs.service.d/restart.conf').text).toBe('[Service]\nRestart=always\n');
      expect(systemctl).toContain('daemon-reload');
    });

    it('starts the SSM agent anew once AWS answers, and not before', () => {
      const { text } = unit('ssm-agent-reconnect.service');
      expect(systemctl).toContain('enable --now --no-block ssm-agent-reconnect.service');
      expect(text).toMatch(/^WantedBy=multi-user\.target$/m);
      const [, command = ''] = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(text) ?? [];
      const asking = 'curl -q -s -o /dev/null -m 5 https://ssm.eu-north-1.amazonaws.com/';
      expect(callsOf(command, 'systemctl')).toEqual([
        ...[asking, 'sleep 5', asking, 'sleep 5', asking],
        'systemctl restart amazon-ssm-agent',
      ]);
    });

    it('never starts the agent, nor waits for a unit: either would wait for this script, for ever', () => {
      expect(systemctl.filter((call) => /\becs\b/.test(call))).toEqual([]);
      const starting = systemctl.filter((call) => /\b(start|restart|--now)\b/.test(call));
      for (const call of starting) expect(call).toContain('--no-block');
    });
  });
});

/** The agent's settings. Fails where one is made twice: the agent would take either. */
function settingsOf(config: string): Record<string, string> {
  const lines = config.trim().split('\n');
  const settings = Object.fromEntries(lines.map((line) => line.split('=')));
  expect(Object.keys(settings)).toHaveLength(lines.length);
  return settings;
}

interface Booted {
  readonly config: string;
  readonly units: { readonly name: string; readonly text: string }[];
  readonly systemctl: string[];
}

/**
 * Runs the boot script of a launch template below a temporary folder, with a `systemctl` that only notes what it is
 * asked, on an image that had already made some of the agent's settings and, if packer built it, says so.
 */
function boot(
  of: SynthesisedStack,
  template: Record<string, any>,
  brought: Record<string, string> = {},
  origin?: 'built by packer',
): Booted {
  const root = mkdtempSync(join(tmpdir(), 'node-boot-'));
  const [calls, config, unitFolder] = ['systemctl', 'etc/ecs/ecs.config', 'etc/systemd/system'].map((path) =>
    join(root, path),
  ) as [string, string, string];
  try {
    for (const folder of [join(root, 'bin'), dirname(config), unitFolder])
      mkdirSync(folder, { recursive: true });
    writeFileSync(join(root, 'bin/systemctl'), `#!/bin/sh\necho "$*" >> '${calls}'\n`, { mode: 0o755 });
    writeFileSync(calls, '');
    if (origin) writeFileSync(join(root, nodeImage.image.releaseFile), '');
    writeFileSync(
      config,
      Object.entries(brought)
        .map((setting) => `${setting.join('=')}\n`)
        .join(''),
    );
    runBelow(
      root,
      bootScript(of, template).replaceAll(/\$\{aws_ecs_cluster\.[\w-]+\.name\}/g, 'the-cluster'),
    );
    const read = (file: string) => readFileSync(file, 'utf8');
    return {
      config: read(config),
      units: readdirSync(unitFolder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .map((path) => ({ name: relative(unitFolder, path), text: read(path) }))
        .sort((one, other) => one.name.localeCompare(other.name)),
      systemctl: read(calls).split('\n').filter(Boolean),
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** What a command calls in the end, where AWS answers the third time that it is asked. */
function callsOf(command: string, last: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'unit-'));
  const calls = join(folder, 'calls');
  const note = `echo "$(basename "$0") $*" >> '${calls}'`;
  try {
    const answers = `[ "$(grep -c ^curl '${calls}')" -ge 3 ]`;
    for (const [name, then] of Object.entries({ curl: answers, sleep: '', [last]: '' })) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${note}\n${then}\n`, { mode: 0o755 });
    }
    spawnSync('/bin/sh', ['-c', command], { env: { PATH: `${folder}:/usr/bin:/bin` }, timeout: 10_000 });
    return readFileSync(calls, 'utf8').trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runBelow(root: string, script: string): void {
  const below = script.replaceAll('/etc/', `${root}/etc/`);
  const elsewhere = [...below.matchAll(/>\s*(\/\S+)/g)].filter(([, file]) => !file?.startsWith(root));
  if (elsewhere.length > 0)
    throw new Error(`The script writes where this test must not: ${elsewhere[0]?.[1]}`);
  const { status, stderr } = spawnSync('bash', ['-c', below], {
    env: { PATH: `${join(root, 'bin')}:/usr/bin:/bin` },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}
