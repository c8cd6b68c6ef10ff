import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsProviderVersion, InfraStack } from '@dotkom/stack';
import { synthesised } from '@dotkom/stack/testing';
import { pinnedVersion } from './pin';

const root = join(__dirname, '../../..');
const lock = readFileSync(join(root, '.terraform.lock.hcl'), 'utf8');
const inLock = (attribute: string) => new RegExp(`^ +${attribute} += "(.*)"$`, 'm').exec(lock)?.[1];

describe('the provider that is pinned', () => {
  it('is exactly one version, and the one that stacks ask for', () => {
    expect(awsProviderVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(pinnedVersion(root)).toBe(awsProviderVersion);
    const stack = synthesised((app) => new InfraStack(app, 'grades-prod', { environment: 'prod' }));
    expect(stack['terraform'].required_providers.aws.version).toBe(awsProviderVersion);
  });

  it('is the one that the lock file has the checksums of, and has no other beside it', () => {
    expect([inLock('version'), inLock('constraints')]).toEqual([awsProviderVersion, awsProviderVersion]);
    expect(lock.match(/^provider /gm)).toHaveLength(1);
    expect(lock).toContain('provider "registry.terraform.io/hashicorp/aws"');
  });

  it('can be checked by the workflows: their machine is one of those that there are checksums for', () => {
    expect(lock).toMatch(/^# Machines: (.*, )?linux_amd64\b/m);
    expect(lock).toMatch(/"h1:[A-Za-z0-9+/]{43}="/);
  });

  it('is raised by a command of the platform, which takes what a person says', () => {
    const { targets } = JSON.parse(readFileSync(join(root, 'apps/platform/project.json'), 'utf8'));
    expect(targets['upgrade-provider'].options.command).toBe('npx tsx tools/provider-upgrade/src/main.ts');
  });
});
