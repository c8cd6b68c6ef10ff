import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { nxByItself } from '@dotkom/processes';

const workspaceRoot = join(__dirname, '..', '..', '..');

/** Lints texts as if they stood in files of this repository, with its own configuration and project graph. */
const program = `
  import { readFileSync } from 'node:fs';
  import { ESLint } from 'eslint';
  import devkit from '@nx/devkit';
  await devkit.createProjectGraphAsync();
  const eslint = new ESLint();
  const results = [];
  for (const { file, code } of JSON.parse(readFileSync(0, 'utf8'))) {
    const [{ messages }] = await eslint.lintText(code, { filePath: file });
    results.push([...new Set(messages.map(({ ruleId }) => ruleId))]);
  }
  process.stdout.write('RESULTS' + JSON.stringify(results));
`;

const boundary = '@nx/enforce-module-boundaries';
const cases: readonly (readonly [file: string, code: string, broken: readonly string[]])[] = [
  ['apps/grades/src/x.ts', "export * from '@dotkom/service';", []],
  ['apps/grades/src/x.ts', "export * from '@dotkom/platform/contract';", [boundary]],
  ['apps/grades/src/x.ts', "export * from '@dotkom/platform';", [boundary, 'house/contract-only']],
  ['apps/grades/src/x.ts', "export * from '@dotkom/nx-infra';", [boundary]],
  ['apps/grades/src/x.ts', "export * from '../../vengeful-vineyard/src/stacks';", [boundary]],
  ['apps/grades/src/x.ts', "export const x = require('../../vengeful-vineyard/src/stacks');", [boundary]],
  [
    'apps/grades/src/x.ts',
    "export const x = () => import('../../vengeful-vineyard/src/stacks');",
    [boundary],
  ],
  ['apps/grades/src/x.ts', "export const x = '10.0.0.0/16';", ['house/no-aws-literals']],
  ['apps/grades/src/x.spec.ts', "export const x = '10.0.0.0/16';", []],
  ['apps/platform/src/x.ts', "export const x = '10.0.0.0/16';", []],
  ['apps/grades/src/x.ts', 'export const x = { priority: 1 };', ['house/no-listener-priority']],
  ['apps/grades/src/x.ts', 'export const x = { Statement: [] };', ['house/no-iam']],
  ['apps/platform/src/x.ts', "export * from '@dotkom/platform';", []],
  ['apps/platform/src/x.ts', "export * from '@dotkom/service';", [boundary]],
  ['libs/service/src/x.ts', "export * from '@dotkom/platform/contract';", []],
  ['libs/service/src/x.ts', "export * from '@dotkom/platform';", ['house/contract-only']],
  ['libs/service/src/x.ts', "export const x = { launchType: 'EC2' };", ['house/no-launch-type']],
  ['libs/platform/src/x.ts', "export * from '@dotkom/service';", [boundary]],
  ['libs/stack/src/x.ts', "export * from '@dotkom/platform';", [boundary]],
  ['tools/nx-infra/src/x.ts', "export * from '@dotkom/platform/contract/conventions';", []],
  ['tools/nx-infra/src/x.ts', "export * from '@dotkom/platform/contract';", ['house/conventions-only']],
  ['tools/nx-infra/src/x.spec.ts', "export * from '@dotkom/stack';", []],
  ['tools/nx-infra/src/x.ts', "export * from '@dotkom/platform';", ['house/contract-only']],
  ['tools/nx-infra/src/x.ts', "export * from '@dotkom/service';", [boundary]],
  ['tools/nx-infra/src/x.ts', "export * from '@dotkom/outlook';", []],
  ['tools/local-aws/src/x.ts', "export * from '@dotkom/outlook/placement';", []],
  ['tools/outlook/src/x.ts', "export * from '@dotkom/platform/contract/conventions';", []],
  ['tools/outlook/src/x.ts', "export * from '@dotkom/local-aws';", [boundary]],
  ['tools/synthesised/src/x.ts', "export * from '@dotkom/outlook';", [boundary]],
  ['libs/stack/src/x.ts', "export * from '@cdktf/provider-aws';", ['house/deep-imports']],
  [
    'apps/grades/src/x.ts',
    "import { DataTerraformRemoteStateS3 } from 'cdktf'; new DataTerraformRemoteStateS3();",
    ['house/no-foreign-state'],
  ],
];

describe('what may be imported and written where', () => {
  const input = JSON.stringify(cases.map(([file, code]) => ({ file, code })));
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: workspaceRoot,
    input,
    encoding: 'utf8',
    env: { ...process.env, ...nxByItself },
  });
  const [, results] = stdout.split('RESULTS');
  if (!results) throw new Error(stderr);
  const broken: string[][] = JSON.parse(results);

  it.each(cases.map(([file, code, expected], index) => [file, code, expected, broken[index]] as const))(
    '%s: %s',
    (_file, _code, expected, found) => expect(found).toEqual(expected),
  );
});
