import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workspace } from '../contract';
import { checks, shellScripts, Result } from './checks';

/** How each check goes here, known before the tests are: one that lacks its tool counts as skipped, not as passed. */
const here = checks.map((check) => ({ name: check.name, result: check.run(workspace) }));
const lacksTool = (name: string) => here.some((one) => one.name === name && one.result.kind === 'skipped');
const itWith = (name: string) => (lacksTool(name) ? it.skip : it);

beforeAll(() => {
  for (const { name, result } of here) {
    if (result.kind === 'skipped') console.warn(`NOT CHECKED: ${name}. ${result.why}`);
  }
});

describe('checks of this workspace', () => {
  for (const { name, result } of here) {
    itWith(name)(name, () => expect(result).toEqual({ kind: 'passed' }));
  }
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

  function failedWith(text: string): unknown {
    return { kind: 'failed', output: expect.stringContaining(text) as string };
  }

  it('finds code that is not formatted', () => {
    change('packer/contract.ts', "'node:fs';", "'node:fs'  ;");
    expect(result('format of code and documents')).toEqual(failedWith('packer/contract.ts'));
  });

  itWith('format of the template')('finds a template that is not formatted', () => {
    change('packer/node-image.pkr.hcl', 'name = "node-image"', 'name   = "node-image"');
    expect(result('format of the template')).toEqual(failedWith('node-image.pkr.hcl'));
  });

  itWith('template').each([
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
    expect(result('template')).toEqual(failedWith(message));
  });

  itWith('scripts')('finds a mistake in a script', () => {
    change('packer/scripts/90-clean-up.sh', 'rm -rf "$UPLOADS"', 'rm -rf $UPLOADS');
    expect(result('scripts')).toEqual(failedWith('SC2086'));
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
