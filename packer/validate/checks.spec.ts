import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../command';
import { workspace } from '../contract';
import { checks, shellScripts, type Result } from './checks';

const tools = {
  Packer: run('packer', ['version'], workspace).code,
  shellcheck: run('shellcheck', ['-V'], workspace).code,
};
const missing = Object.entries(tools).flatMap(([tool, code]) => (code === undefined ? [tool] : []));

beforeAll(() => {
  if (missing.length > 0) console.warn(`NOT CHECKED, because not installed: ${missing.join(', ')}.`);
});

describe('checks of this workspace', () => {
  it.each(checks.map((check) => [check.name, check] as const))('%s', (_, check) => {
    const result = check.run(workspace);
    if (result.kind === 'skipped') console.warn(`SKIPPED ${check.name}: ${result.why}`);
    expect(result).not.toMatchObject({ kind: 'failed' });
  });
});

describe('checks of a broken workspace', () => {
  let broken: string;

  beforeEach(() => {
    broken = mkdtempSync(join(tmpdir(), 'node-image-broken-'));
    cpSync(join(workspace, 'packer'), join(broken, 'packer'), { recursive: true });
    const contract = 'libs/platform/src/cluster/node-image.json';
    cpSync(join(workspace, contract), join(broken, contract), { recursive: true });
    cpSync(join(workspace, '.prettierrc.json'), join(broken, '.prettierrc.json'));
  });
  afterEach(() => rmSync(broken, { recursive: true, force: true }));

  function change(path: string, from: string, to: string): void {
    const before = readFileSync(join(broken, path), 'utf8');
    if (!before.includes(from)) throw new Error(`${path} has no ${from}`);
    writeFileSync(join(broken, path), before.replace(from, to));
  }

  const result = (name: string): Result | undefined =>
    checks.find((check) => check.name === name)?.run(broken);

  /** What a check of a broken workspace says: that it failed, or loudly that its tool is not there. */
  function failedWith(text: string): unknown {
    return { kind: 'failed', output: expect.stringContaining(text) as string };
  }
  const skippedWithout = (tool: string, otherwise: unknown) =>
    missing.includes(tool) ? { kind: 'skipped', why: expect.stringContaining(tool) as string } : otherwise;

  it('finds code that is not formatted', () => {
    change('packer/contract.ts', "'node:fs';", "'node:fs'  ;");
    expect(result('format of code and documents')).toEqual(failedWith('packer/contract.ts'));
  });

  it('finds a template that is not formatted', () => {
    change('packer/node-image.pkr.hcl', 'name = "node-image"', 'name   = "node-image"');
    expect(result('format of the template')).toEqual(
      skippedWithout('Packer', failedWith('node-image.pkr.hcl')),
    );
  });

  it.each([
    ['an attribute that the builder does not know', 'ssh_username', 'ssh_user', 'ssh_user'],
    ['a script that is not there', '10-wait-for-cloud-init.sh', '11-wait.sh', '11-wait.sh'],
    [
      'a value that the contract does not hold',
      'ecsAgent.configFile',
      'ecsAgent.file',
      'attribute named "file"',
    ],
    [
      'a connection over an open port',
      'temporary_iam_instance_profile_policy_document" {',
      'nothing" {',
      'nothing',
    ],
  ])('finds in the template %s', (_, from, to, message) => {
    change('packer/node-image.pkr.hcl', from, to);
    expect(result('template')).toEqual(skippedWithout('Packer', failedWith(message)));
  });

  it('finds a mistake in a script', () => {
    change('packer/scripts/90-clean-up.sh', 'rm -rf "$UPLOADS"', 'rm -rf $UPLOADS');
    expect(result('scripts')).toEqual(skippedWithout('shellcheck', failedWith('SC2086')));
  });
});

it('looks at every script, also those without a name that ends in .sh', () => {
  const found = shellScripts(workspace);
  expect(found).toContain('packer/files/metadata-guard');
  expect(found).toContain('packer/scripts/smoke-test.sh');
  for (const script of found) {
    expect(readFileSync(join(workspace, script), 'utf8')).toMatch(
      /^#!\/usr\/bin\/env bash\n(#.*\n)*set -euo pipefail\n/,
    );
  }
});
