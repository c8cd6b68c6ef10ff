import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { lockFileName, lockFor, thisMachine } from './lock-file';
import { openTofu, terraform } from './product';

const workspace = temporaryFolder();
const lock = `# Machines: linux_amd64, darwin_arm64

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "5.100.0"
  hashes = ["h1:one"]
}
`;
const asking = (version: string) =>
  ({ json: { terraform: { required_providers: { aws: { version } } } } }) as any;

describe('the checksums of the provider', () => {
  beforeAll(() => writeFileSync(join(workspace, lockFileName), lock));

  it.each(['linux_amd64', 'darwin_arm64'])(
    'are those of the workspace on a machine that it has them for: %s',
    (machine) => {
      expect(lockFor(asking('5.100.0'), terraform, workspace, machine)).toBe(lock);
    },
  );

  it.each([
    ['on another machine', '5.100.0', terraform, 'linux_arm64'],
    ['with OpenTofu, whose registry has builds of its own', '5.100.0', openTofu, 'linux_amd64'],
    ['of another version', '5.99.0', terraform, 'linux_amd64'],
    ['of a range', '>= 5.100.0', terraform, 'linux_amd64'],
  ])('are not, %s', (_, version, product, machine) => {
    expect(lockFor(asking(version), product, workspace, machine)).toBeUndefined();
  });

  it('are none where the workspace has none', () => {
    expect(lockFor(asking('5.100.0'), terraform, join(workspace, 'other'), 'linux_amd64')).toBeUndefined();
  });

  it.each([
    ['linux', 'x64', 'linux_amd64'],
    ['darwin', 'arm64', 'darwin_arm64'],
    ['win32', 'x64', 'windows_amd64'],
  ])('are of machines as Terraform calls them: %s %s', (platform, cpu, name) => {
    expect(thisMachine(platform, cpu)).toBe(name);
  });
});
