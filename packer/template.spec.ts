import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command';
import { workspace } from './contract';
import { installedPacker } from './packer-command';
import { provisioningEnvironment } from './testing/machine';
import { anyVariables } from './validate/checks';
import { withStagedTemplate } from './validate/staged-template';

const packer = installedPacker(workspace);
const read = (name: string) => readFileSync(join(__dirname, name), 'utf8');
const template = read('node-image.pkr.hcl');
const newer = read('newer.pkr.hcl');

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
    const names = [...newer.matchAll(/name += "(.*)"/g)].map(([, name]) => name);
    expect(names).toEqual([
      '/aws/service/ecs/optimized-ami/amazon-linux-2023/${var.base_image_release}',
      '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/${var.base_image_release}',
    ]);
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
});

describe('environment of the scripts', () => {
  it('is the one that the tests of the scripts run with', () => {
    if (!packer)
      return console.warn('NOT CHECKED, because Packer is not installed: the environment of the scripts.');
    const expression = 'jsonencode(concat(local.environment, local.base_environments["amd64"]))';
    const { output } = withStagedTemplate(workspace, (staged) =>
      run('packer', ['console', ...anyVariables, 'packer'], staged, expression),
    );
    const lines = JSON.parse(output.trim().split('\n').at(-1) ?? '') as string[];
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
