import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './command';
import { readContract, workspace } from './contract';
import { installedPacker } from './packer-command';
import { provisioningEnvironment } from './testing/machine';
import { anyVariables } from './validate/checks';
import { withStagedTemplate } from './validate/staged-template';

const packerIsThere = installedPacker(workspace) !== undefined;
const itWithPacker = packerIsThere ? it : it.skip;
const read = (name: string) => readFileSync(join(__dirname, name), 'utf8');
const template = read('node-image.pkr.hcl');
const newer = read('newer.pkr.hcl');

/** What Packer puts on the temporary instance: every script and file, those of the hooks too. */
const uploaded = ['scripts', 'files', 'hooks'].flatMap((folder) =>
  readdirSync(join(__dirname, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => relative(__dirname, join(entry.parentPath, entry.name)))
    .sort(),
);

/** A template without its comments, with one space wherever it has any. */
const settings = (text: string) => text.replace(/^\s*#.*$/gm, '').replace(/\s+/g, ' ');

/** How often a template says something, as words of their own and not as the end of another name. */
function occurrences(text: string, setting: string): number {
  return (
    ` ${settings(text)}`.split(new RegExp(`(?<=[\\s[{(,])${setting.replace(/[^\w\s]/g, '\\$&')}`)).length - 1
  );
}

beforeAll(() => {
  if (!packerIsThere)
    console.warn('NOT CHECKED, because Packer is not installed: what the template computes.');
});

/** The SSM parameter of each data source, as the template writes it. */
const baseParameters = Object.fromEntries(
  [...newer.matchAll(/data "amazon-parameterstore" "(\w+)" \{\s+name += (".*")\n/g)].map(([, data, name]) => [
    data,
    name?.slice(1, -1),
  ]),
);

describe('template', () => {
  it('runs every script, in the order of the numbers, with a smoke test at the end of either half', () => {
    const listed = [...template.matchAll(/scripts\/([\w-]+\.sh)"/g)].map(([, name]) => name);
    const provisioning = readdirSync(join(__dirname, 'scripts')).filter((name) => /^\d.*\.sh$/.test(name));
    const [cleanUp, ...others] = provisioning.sort().reverse();
    expect(listed).toEqual([...others.reverse(), 'smoke-test.sh', cleanUp, 'smoke-test.sh']);
  });

  it.each(['required_plugins', 'imds_support', 'metadata_options', 'data "'])(
    'keeps %s, which Packer 1.6.6 does not know, out of what that one validates',
    (word) => {
      expect(newer).toContain(word);
      for (const name of ['node-image.pkr.hcl', 'variables.pkr.hcl', 'validate/stand-in.pkr.hcl']) {
        expect(read(name)).not.toContain(word);
      }
    },
  );

  it('starts from the newest ECS-optimised image of either architecture', () => {
    const folder = '/aws/service/ecs/optimized-ami/amazon-linux-2023';
    const suffixed = (suffix: string) =>
      `\${var.base_image_release}\${var.base_image_release == "recommended" ? "" : "-${suffix}"}`;
    expect(baseParameters).toEqual({
      base_amd64: `${folder}/${suffixed('x86_64')}`,
      base_arm64: `${folder}/arm64/${suffixed('arm64')}`,
    });
    expect(read('variables.pkr.hcl')).toMatch(/"base_image_release" {\n.*\n +default += "recommended"/);
  });

  it('keeps a container able to reach the metadata address unless the guard stops it', () => {
    expect(newer).toMatch(/http_put_response_hop_limit = 2/);
    expect(newer).toMatch(/http_tokens +=? "required"/);
  });

  it('knows no cluster, no environment and no account', () => {
    for (const text of [template, newer, read('variables.pkr.hcl')]) {
      expect(text).not.toMatch(/\b(prod|staging|production|evergreen)\b|\d{12}|ECS_CLUSTER/);
    }
  });

  it.each(uploaded)('knows no cluster, no environment and no account in %s', (name) => {
    const text = read(name);
    expect(text).not.toMatch(/ECS_CLUSTER\b\s*[=:]/);
    expect(text).not.toMatch(/\bplatform-|\b(prod|staging|production|evergreen)\b|\b\d{12}\b/);
  });
});

/** What stands in the template when it is right, however it is aligned. */
describe('template, read without Packer', () => {
  const { setByImage } = readContract().ecsAgent;

  it.each([
    ['encrypts the volume from its start', 'encrypted = true'],
    ['connects through Session Manager', 'ssh_interface = "session_manager"'],
    ["takes the connection's key out again", 'ssh_clear_authorized_keys = true'],
    ['opens no port', 'temporary_security_group_source_cidrs = ["127.0.0.1/32"]'],
    ['tags the version', '"node-image:version" = var.image_version'],
    ['tags the commit', '"node-image:commit" = var.commit'],
    ['tags the date', '"node-image:built-at" = local.built_at'],
    ['takes the date from the build', 'built_at = timestamp()'],
    ['tags the base image', '"node-image:base-image" = local.base_images[architecture.key].image_id'],
    [
      "tags the base image's name",
      '"node-image:base-image-name" = local.base_images[architecture.key].image_name',
    ],
    [
      "tags the ECS agent's version",
      '"node-image:ecs-agent" = local.base_images[architecture.key].ecs_agent_version',
    ],
    ["tags Docker's version", '"node-image:docker" = local.docker_versions[architecture.key]'],
    [
      'tags the release of the packages that was asked for',
      '"node-image:amazon-linux-repos" = var.amazon_linux_release',
    ],
    ["carries the contract's tags", 'tags = merge(local.contract.image.tags, {'],
    [
      'starts each architecture from its own base image',
      'source_ami = local.base_images[architecture.key].image_id',
    ],
    [
      'builds each architecture on a type of its own',
      'instance_types = { amd64 = "t3.small", arm64 = "t4g.small" }',
    ],
    [
      'reads the range of host ports from the contract',
      'port_range = "${local.contract.dynamicHostPorts.first}-${local.contract.dynamicHostPorts.last}"',
    ],
    ['gives the agent that range', '"ECS_DYNAMIC_HOST_PORT_RANGE=${local.port_range}"'],
    [
      "gives the agent the contract's settings",
      'for key, value in local.contract.ecsAgent.setByImage : "${key}=${value}"',
    ],
  ])('%s', (_, setting) => expect(occurrences(template, setting)).toBe(1));

  it.each([
    [
      'takes the base image of amd64 from its parameter',
      'amd64 = jsondecode(data.amazon-parameterstore.base_amd64.value)',
    ],
    [
      'takes the base image of arm64 from its parameter',
      'arm64 = jsondecode(data.amazon-parameterstore.base_arm64.value)',
    ],
    ['gives every instance of the image IMDSv2 alone', 'imds_support = "v2.0"'],
    ['asks for IMDSv2 on the temporary instance', 'http_tokens = "required"'],
    ['leaves the metadata of the temporary instance on', 'http_endpoint = "enabled"'],
    ['lets its containers reach that', 'http_put_response_hop_limit = 2'],
  ])('%s', (_, setting) => expect(occurrences(newer, setting)).toBe(1));

  it('writes no setting of the agent and no port itself', () => {
    for (const name of Object.keys(setByImage)) expect(template).not.toContain(name);
    expect(template.match(/ECS_DYNAMIC_HOST_PORT_RANGE/g)).toHaveLength(1);
    expect(settings(template)).not.toMatch(/\b\d{5}\b/);
  });

  it('runs the scripts as root, and the smoke test of what is left after the clean-up, last of all', () => {
    const blocks = settings(template)
      .split(/(?=provisioner "|post-processor ")/)
      .filter((block) => block.startsWith('provisioner "shell" { execute_command'));
    expect(blocks).toHaveLength(2);
    for (const block of blocks) {
      expect(block).toContain(`execute_command = "sudo env {{ .Vars }} bash '{{ .Path }}'"`);
    }
    const phases = blocks.map((block) => [
      /"SMOKE_TEST=(\w+)"/.exec(block)?.[1],
      [...block.matchAll(/scripts\/([\w-]+\.sh)"/g)].map(([, name]) => name).slice(-2),
    ]);
    expect(phases).toEqual([
      ['running', ['85-release-file.sh', 'smoke-test.sh']],
      ['leftovers', ['90-clean-up.sh', 'smoke-test.sh']],
    ]);
    expect(settings(template).split('provisioner "').at(-1)).toContain('SMOKE_TEST=leftovers');
  });
});

/** What Packer takes an expression of the template for. */
function evaluated(expression: string, ...variables: string[]): string {
  const { output } = withStagedTemplate(workspace, (staged) =>
    run('packer', ['console', ...anyVariables, ...variables, 'packer'], staged, expression),
  );
  return output.trim().split('\n').at(-1) ?? '';
}

describe('base image', () => {
  const named = 'al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1';

  itWithPacker.each([
    ['base_amd64', 'recommended', 'recommended'],
    ['base_arm64', 'recommended', 'arm64/recommended'],
    ['base_amd64', named, `${named}-x86_64`],
    ['base_arm64', named, `arm64/${named}-arm64`],
  ])('%s of the release %s is %s', (data, release, parameter) => {
    const value = evaluated(`"${baseParameters[data]}"`, `-var=base_image_release=${release}`);
    expect(value).toBe(`/aws/service/ecs/optimized-ami/amazon-linux-2023/${parameter}`);
  });

  itWithPacker.each(['x86_64', 'arm64'])('has no release that ends in -%s', (suffix) => {
    const { code, output } = withStagedTemplate(workspace, (staged) =>
      run(
        'packer',
        ['validate', ...anyVariables, `-var=base_image_release=${named}-${suffix}`, 'packer'],
        staged,
      ),
    );
    expect(code).not.toBe(0);
    expect(output).toContain('The base_image_release has no');
  });
});

describe('environment of the scripts', () => {
  itWithPacker('is the one that the tests of the scripts run with', () => {
    const expression = 'jsonencode(concat(local.environment, local.base_environments["amd64"]))';
    const lines = JSON.parse(evaluated(expression)) as string[];
    const environment = Object.fromEntries(
      lines.map((line) => [line.split('=', 1)[0], line.slice(line.indexOf('=') + 1)]),
    );
    expect(environment).toEqual({
      ...provisioningEnvironment('/tmp/node-image'),
      IMAGE_BUILT_AT: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
      EXPECTED_ECS_AGENT_VERSION: '0.0.0',
      EXPECTED_DOCKER_VERSION: '0.0.0',
    });
  });

  it('names every variable that a script insists on', () => {
    const given = new Set([...Object.keys(provisioningEnvironment('/tmp/node-image')), 'SMOKE_TEST']);
    for (const name of readdirSync(join(__dirname, 'scripts')).filter((file) => file.endsWith('.sh'))) {
      const wanted = [...read(`scripts/${name}`).matchAll(/\$\{([A-Z_]+):\?/g)].map(
        ([, variable]) => variable ?? '',
      );
      expect(wanted.filter((variable) => !given.has(variable))).toEqual([]);
    }
  });
});
