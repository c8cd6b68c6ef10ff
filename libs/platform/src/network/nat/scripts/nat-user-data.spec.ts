import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fn, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { testApp } from '@dotkom/stack/testing';
import { escapeTemplate, natUserData, USER_DATA_LIMIT_BYTES } from './nat-user-data';
import { installed, shellProblems } from './testing/shell-lint';
import { Outcome, StubbedMachine, stubbedMachine } from './testing/stubbed-machine';

const OPTIONS = {
  interfaceId: 'eni-0123456789abcdef0',
  autoScalingGroupName: 'platform-prod-nat-eu-north-1a',
  region: 'eu-north-1',
};
const EIP = 'eipalloc-0123456789abcdef0';
const TIMER = 'systemctl enable --now nat-watchdog.timer';
const RESTART = 'systemctl --no-block restart fck-nat';

/** What Terraform makes of a template without interpolation. */
const rendered = (template: string) => template.replace(/([$%])\1(?=\{)/g, '$1');
const source = (name: string) => readFileSync(join(__dirname, name), 'utf8');

describe('the first boot', () => {
  let machine: StubbedMachine;
  beforeEach(() => {
    machine = stubbedMachine();
  });
  afterEach(() => machine.remove('.'));

  function boot(options = {}): Outcome {
    machine.write('user-data.sh', rendered(natUserData({ ...OPTIONS, ...options })));
    return machine.bash([join(machine.root, 'user-data.sh')], { NAT_USER_DATA_ROOT: machine.root });
  }
  const calls = (outcome: Outcome, pattern: RegExp) => outcome.calls.filter((call) => pattern.test(call));

  it('waits for the outer interface, then starts the watchdog, then fck-nat', () => {
    const outcome = boot();
    expect(outcome.lines).toEqual([]);
    expect(calls(outcome, /^(ip|sleep|systemctl) /)).toEqual([
      'ip link show dev eni-0primary',
      'systemctl daemon-reload',
      TIMER,
      RESTART,
    ]);
  });

  it('writes no configuration before the interface has its name', () => {
    machine.stub(
      'ip',
      `[ "$(grep -c '^ip ' "$CALLS")" = 4 ] && ! [ -e "$NAT_USER_DATA_ROOT/etc/fck-nat.conf" ]`,
    );
    const outcome = boot();
    expect(calls(outcome, /^ip /)).toHaveLength(4);
    expect(calls(outcome, /^sleep /)).toEqual(['sleep 1', 'sleep 1', 'sleep 1']);
    expect(machine.exists('etc/fck-nat.conf')).toBe(true);
  });

  it('asks the metadata service until it answers', () => {
    machine.stub(
      'curl',
      `[ "$(grep -c ^sleep "$CALLS")" -lt 2 ] && exit 28
case "$*" in *token) echo t ;; */mac) echo 0a:01 ;; */macs/0a:01/interface-id) echo eni-0late ;; esac`,
    );
    expect(calls(boot(), /^(ip|sleep) /)).toEqual(['sleep 1', 'sleep 1', 'ip link show dev eni-0late']);
  });

  it.each([
    ['ip', 'exit 1', 'nat: no link is named eni-0primary; the watchdog has to repair'],
    ['curl', 'exit 28', 'nat: no link is named by the metadata service; the watchdog has to repair'],
  ] as const)('gives up after a minute and goes on without (%s: %s)', (tool, body, message) => {
    machine.stub(tool, body);
    const outcome = boot();
    expect(calls(outcome, /^sleep 1$/)).toHaveLength(60);
    expect(outcome.lines).toEqual([message]);
    expect(outcome.calls.slice(-2)).toEqual([TIMER, RESTART]);
    expect(machine.exists('etc/fck-nat.conf')).toBe(true);
  });

  it('starts fck-nat also when the watchdog cannot be started', () => {
    machine.stub('systemctl', '[ "$1" != enable ]');
    expect(boot().calls.at(-1)).toBe(RESTART);
  });

  it('has everything in place when the timer starts', () => {
    machine.stub(
      'systemctl',
      `cd "$NAT_USER_DATA_ROOT" && [ "$1" != enable ] ||
  cat etc/fck-nat.conf etc/nat-watchdog.conf etc/systemd/system/nat-watchdog.service >seen`,
    );
    boot();
    expect(machine.read('seen')).toContain('eni_id=');
    expect(machine.read('seen')).toContain('INTERFACE_ID=');
    expect(machine.read('seen')).toContain('ExecStart=');
  });

  it('installs the scripts exactly as they are in the repository', () => {
    boot();
    expect(machine.read('usr/local/sbin/nat-watchdog')).toBe(source('nat-watchdog.sh'));
    expect(machine.read('etc/systemd/system/nat-watchdog.service')).toBe(source('nat-watchdog.service'));
    expect(machine.read('etc/systemd/system/nat-watchdog.timer')).toBe(source('nat-watchdog.timer'));
    expect(statSync(join(machine.root, 'usr/local/sbin/nat-watchdog')).mode & 0o777).toBe(0o755);
    expect(machine.read('etc/systemd/system/nat-watchdog.service')).toContain(
      '\nExecStart=/usr/local/sbin/nat-watchdog\n',
    );
  });

  it('configures fck-nat with the static interface, and an address only where there is one', () => {
    boot();
    expect(machine.read('etc/fck-nat.conf')).toBe(`eni_id=${OPTIONS.interfaceId}\n`);
    boot({ elasticIpAllocationId: EIP });
    expect(machine.read('etc/fck-nat.conf')).toBe(`eni_id=${OPTIONS.interfaceId}\neip_id=${EIP}\n`);
  });

  it('leaves a watchdog that runs with the configuration it wrote', () => {
    boot();
    const outcome = machine.bash([join(machine.root, 'usr/local/sbin/nat-watchdog')], {
      NAT_WATCHDOG_ROOT: machine.root,
    });
    expect(outcome.lines).toEqual(['healthy']);
    expect(outcome.calls[0]).toBe(`ip -o link show dev ${OPTIONS.interfaceId}`);
  });
});

describe('the user data as text', () => {
  it('fills in every marked line', () => {
    expect(natUserData({ ...OPTIONS, elasticIpAllocationId: EIP })).not.toMatch(/@@[\w.-]/);
  });

  it('stays under the limit of EC2', () => {
    const longest = natUserData({
      ...OPTIONS,
      // 255 characters is what a group's name may have.
      autoScalingGroupName: 'g'.repeat(255),
      elasticIpAllocationId: EIP,
    });
    expect(Buffer.byteLength(longest)).toBeLessThan(USER_DATA_LIMIT_BYTES);
  });

  it('has nothing for the shell to complain about', () => {
    expect(shellProblems(rendered(natUserData({ ...OPTIONS, elasticIpAllocationId: EIP })))).toBe('');
  });

  it.each(['', 'eni 1', "eni'1", 'eni-1\nrm', '$(reboot)', '`reboot`', 'eni-1; reboot', '${x', '"'])(
    'refuses the value %j, because a shell reads it',
    (value) => {
      expect(() => natUserData({ ...OPTIONS, interfaceId: value })).toThrow(/natUserData: interfaceId is/);
      expect(() => natUserData({ ...OPTIONS, elasticIpAllocationId: value })).toThrow(
        /elasticIpAllocationId is/,
      );
    },
  );
});

describe('the user data as a Terraform template', () => {
  it('leaves given tokens to Terraform, and nothing else', () => {
    const template = natUserData({
      interfaceId: '${aws_network_interface.nat.id}',
      autoScalingGroupName: 'nat',
      region: '${data.aws_region.current.region}',
      elasticIpAllocationId: '${aws_eip.nat.id}',
    });
    expect(template.match(/(?<![$%])[$%]\{[^}]*\}/g)).toEqual([
      '${aws_network_interface.nat.id}',
      '${aws_eip.nat.id}',
      '${aws_network_interface.nat.id}',
      '${data.aws_region.current.region}',
    ]);
  });

  it('escapes what starts a template, and only that', () => {
    expect(escapeTemplate('${a} %{b} $c $(d) %s {e} $$')).toBe('$${a} %%{b} $c $(d) %s {e} $$');
  });

  it('reaches EC2 as it was meant, by way of a local and base64encode', () => {
    if (!installed('terraform')) {
      console.warn(
        'NOT CHECKED: terraform is not installed, so it has not rendered the user data of the NAT.',
      );
      return;
    }
    const stack = new TerraformStack(testApp(), 'user-data');
    const given = new TerraformVariable(stack, 'interface', { type: 'string', default: OPTIONS.interfaceId });
    const text = natUserData({ ...OPTIONS, interfaceId: given.stringValue });
    const local = new TerraformLocal(stack, 'text', text);
    new TerraformOutput(stack, 'encoded', { value: Fn.base64encode(local.asString) });

    const directory = mkdtempSync(join(tmpdir(), 'nat-terraform-'));
    try {
      writeFileSync(join(directory, 'cdk.tf.json'), Testing.synth(stack));
      // A console evaluates the expression without a plan; nothing here needs a provider or a backend.
      const answer = execFileSync('terraform', ['console'], {
        cwd: directory,
        input: 'base64encode(local.text)\n',
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      });
      const encoded = answer.trim().replaceAll('"', '');
      expect(Buffer.from(encoded, 'base64').toString()).toBe(rendered(natUserData(OPTIONS)));
      expect(JSON.parse(Testing.synth(stack)).output.encoded.value).toMatch(
        /^\$\{base64encode\(local\.\w+\)\}$/,
      );
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
