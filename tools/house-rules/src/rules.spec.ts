import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RuleTester } from 'eslint';
import { parser } from 'typescript-eslint';
import { houseRules } from '.';

const workspaceRoot = join(__dirname, '..', '..', '..');
const filename = join(workspaceRoot, 'apps', 'grades', 'src', 'stacks.ts');
const tester = new RuleTester({ languageOptions: { parser } });
const rules = houseRules.rules;

/** Every way to take something from a module. */
const importsOf = (module: string) => [
  `import * as all from '${module}';`,
  `import { one } from '${module}';`,
  `import type { One } from '${module}';`,
  `import one = require('${module}');`,
  `export { one } from '${module}';`,
  `export * from '${module}';`,
  `const one = import('${module}');`,
  `const one = require('${module}');`,
  `const path = require.resolve(\`${module}\`);`,
  `type One = typeof import('${module}');`,
];

function test(name: keyof typeof rules, { fine, wrong }: { fine: string[]; wrong: string[] }): void {
  const rule = rules[name];
  tester.run(name, rule, {
    valid: fine.map((code) => ({ code, filename })),
    invalid: wrong.map((code) => ({
      code,
      filename,
      errors: [{ message: `${rule.meta?.docs?.description} (${rule.meta?.docs?.url})` }],
    })),
  });
}

test('deep-imports', {
  fine: [...importsOf('@cdktf/provider-aws/lib/sqs-queue'), 'const module = "x"; require(module);'],
  wrong: [...importsOf('@cdktf/provider-aws'), ...importsOf('@cdktf/provider-aws/lib')],
});

test('contract-only', {
  fine: [...importsOf('@dotkom/platform/contract'), ...importsOf('@dotkom/stack')],
  wrong: [...importsOf('@dotkom/platform'), ...importsOf('@dotkom/platform/network')],
});

test('conventions-only', {
  fine: [...importsOf('@dotkom/stack/conventions'), ...importsOf('@dotkom/platform/contract/conventions')],
  wrong: [...importsOf('@dotkom/stack'), ...importsOf('@dotkom/platform/contract')],
});

test('no-foreign-state', {
  fine: ["import { TerraformOutput } from 'cdktf';"],
  wrong: [
    "import { DataTerraformRemoteStateS3 } from 'cdktf';",
    "import * as cdktf from 'cdktf'; new cdktf.DataTerraformRemoteState(scope, 'other', {});",
  ],
});

test('no-launch-type', {
  fine: ["new EcsService(this, 'service', { capacityProviderStrategy: [] });", "const launchType = 'EC2';"],
  wrong: [
    "new EcsService(this, 'service', { launchType: 'EC2' });",
    "new EcsService(this, 'service', { 'launch_type': 'EC2' });",
    "service.launchType = 'EC2';",
    "service.addOverride('launch_type', 'EC2');",
  ],
});

test('no-aws-literals', {
  fine: [
    "new WebService(this, 'web', { host: 'grades.no', port: 3000, memory: '256 MiB' });",
    "const dns = '10.0.0.1';",
    "const version = '1.2.3.4'; const day = '2025-11-22'; const path = '/24';",
    "const digest = 'sha256:a123456789012b';",
  ],
  wrong: [
    "const bucket = 'arn:aws:s3:::grades';",
    'const queue = `arn:aws-cn:sqs:${region}:x:y`;',
    "const account = '123456789012';",
    'const account = 123456789012;',
    "const repository = '123456789012.dkr.ecr.eu-north-1.amazonaws.com/grades';",
    "const range = '10.0.0.0/16';",
    'const range = `10.0.0.0/16`;',
  ],
});

test('no-listener-priority', {
  fine: [
    "new WebService(this, 'web', { host: 'grades.no' });",
    'const priority = 1;',
    "new DnsRecord(this, 'service', { type: 'SRV', locations: [{ priority: 0, weight: 5 }] });",
  ],
  wrong: [
    "new Rule(this, 'rule', { priority: 100 });",
    "new Rule(this, 'rule', { locations: [], priority: 100 });",
    "new Rule(this, 'rule', { 'priority': 100 });",
    ...importsOf('@cdktf/provider-aws/lib/lb-listener-rule'),
  ],
});

test('no-iam', {
  fine: ["new Queue(this, 'mail');", "const text = 'a statement with effect';"],
  wrong: [
    ...importsOf('@cdktf/provider-aws/lib/iam-role-policy'),
    ...importsOf('@cdktf/provider-aws/lib/data-aws-iam-policy-document'),
    "const document = { Version: '2012-10-17', Statement: [] };",
    "const document = { 'Statement': [] };",
    'const document = \'{ "Statement": [] }\';',
    'const document = `{ "Effect" : "Allow" }`;',
    "new Role(this, 'role', { assumeRolePolicy: '' });",
  ],
});

test('messages-in-errors', {
  fine: ['throw notAPort(port);', 'throw new UserError(error.message);', 'throw new Error(`no ${name}`);'],
  wrong: ['throw new UserError(`${port} is no port.`);', "throw new UserError('No.' + reason);"],
});

describe('every rule', () => {
  it.each(Object.entries(rules))('%s names a page of decisions that exists', (_name, { meta }) => {
    expect(meta?.docs?.url).toMatch(/^docs\/decisions\/[\w-]+\.md$/);
    expect(existsSync(join(workspaceRoot, meta?.docs?.url ?? ''))).toBe(true);
  });
});
