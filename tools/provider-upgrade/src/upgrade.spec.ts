import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PlanOfStack } from './comparison';
import { parseOptions } from './options';
import { pinnedVersion } from './pin';
import { upgradeProvider, World } from './upgrade';

const root = mkdtempSync(join(tmpdir(), 'provider-upgrade-'));
afterAll(() => rmSync(root, { recursive: true }));

function pinned(version: string): void {
  const file = join(root, 'libs/stack/src/aws-provider.ts');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `/** Why. */\nexport const awsProviderVersion = '${version}';\n`);
  writeFileSync(join(root, '.terraform.lock.hcl'), `version = "${version}"`);
}

const plan = (stack: string, digest: string, summary = `${stack}: no changes`): PlanOfStack => ({
  stack,
  digest,
  summary,
});

/** What was said and done in which order, where the plans are these. */
function upgraded(
  before: readonly PlanOfStack[],
  after: readonly PlanOfStack[],
  changes: Partial<World> = {},
) {
  const said: string[] = [];
  const done: string[] = [];
  const world: World = {
    plan: (account, when) => {
      done.push(`plan ${account} ${when} with ${pinnedVersion(root)}`);
      return when === 'before' ? before : after;
    },
    lock: (version) => {
      done.push(`lock ${version}`);
      return { text: `version = "${version}"`, machines: ['linux_amd64'] };
    },
    say: (text) => said.push(text),
    ...changes,
  };
  const same = upgradeProvider(root, { to: '6.26.0', accounts: ['prod'] }, world);
  return { same, said: said.join('\n'), done };
}

describe('raising the provider', () => {
  beforeEach(() => pinned('5.100.0'));

  it('plans with the old one, then takes the new one with its checksums, then plans with that', () => {
    const { done, same, said } = upgraded([plan('grades-prod', 'a')], [plan('grades-prod', 'a')]);
    expect(done).toEqual(['plan prod before with 5.100.0', 'lock 6.26.0', 'plan prod after with 6.26.0']);
    expect(readFileSync(join(root, '.terraform.lock.hcl'), 'utf8')).toBe('version = "6.26.0"');
    expect(same).toBe(true);
    expect(said).toContain('1 of 1 stacks would do the same with 6.26.0 as with 5.100.0.');
  });

  it('says for which machines there are no checksums', () => {
    const { said } = upgraded([], []);
    expect(said).toContain('linux_arm64, darwin_arm64, darwin_amd64, windows_amd64. Run this again');
  });

  it('shows each stack that it would change, as it was and as it is, and the others by their number', () => {
    const { same, said } = upgraded(
      [plan('grades-prod', 'a'), plan('platform-prod', 'b')],
      [plan('grades-prod', 'a'), plan('platform-prod', 'c', 'platform-prod: 1 to replace\n- gateway')],
    );
    expect(same).toBe(false);
    expect(said).toContain('1 of 2 stacks would do the same');
    expect(said).toContain(
      '## platform-prod\nBefore:\n  platform-prod: no changes\nAfter:\n  platform-prod: 1 to replace\n  - gateway',
    );
    expect(said).not.toContain('## grades-prod');
  });

  it('says so where two plans differ in something that nobody is shown, and where one is missing', () => {
    expect(upgraded([plan('a', '1')], [plan('a', '2')]).said).toContain(
      'a value that a summary does not show',
    );
    expect(upgraded([plan('a', '1')], []).said).toContain('After:\n  not planned');
  });

  it('leaves everything as it is where there are no checksums for the workflows', () => {
    const lock = () => {
      throw new Error('no checksums');
    };
    expect(() => upgraded([], [], { lock })).toThrow('no checksums');
    expect(pinnedVersion(root)).toBe('5.100.0');
    expect(readFileSync(join(root, '.terraform.lock.hcl'), 'utf8')).toBe('version = "5.100.0"');
  });
});

describe('the options', () => {
  it.each([
    [['--to', '6.26.0'], { to: '6.26.0', accounts: ['staging', 'prod'] }],
    [['--to=6.26.0', '--accounts=local'], { to: '6.26.0', accounts: ['local'] }],
  ])('can be %j', (words, options) => expect(parseOptions(words)).toEqual(options));

  it.each([
    [[], 'Say which version of the AWS provider to go to'],
    [['--to', '~> 6.0'], "'~> 6.0' is not one version"],
    [['--to', '6.26'], "'6.26' is not one version"],
    [['--version', '6.26.0'], "'--version' is not an option"],
    [['--to', '6.26.0', '--accounts', 'test'], "'--accounts test' is not an option"],
  ])('cannot be %j, and say what can', (words, message) =>
    expect(() => parseOptions(words)).toThrow(message),
  );
});
