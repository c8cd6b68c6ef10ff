import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContract } from '../contract';
import { Machine } from '../testing/machine';
import { iptables } from '../testing/stubs';

const contract = readContract();
const ports = `${contract.dynamicHostPorts.first}-${contract.dynamicHostPorts.last}`;
const uploadedFile = (name: string) => readFileSync(join(__dirname, '..', 'files', name), 'utf8');

describe('provisioning script', () => {
  let machine: Machine;

  beforeEach(() => {
    machine = new Machine();
    machine.upload();
    for (const command of ['systemctl', 'dnf']) machine.stub(command);
  });
  afterEach(() => machine.discard());

  /** Runs a script twice: the second run must leave the same files. */
  function runTwice(script: string): void {
    expect(machine.run(script)).toMatchObject({ code: 0 });
    const once = machine.snapshot();
    machine.forgetCalls();
    expect(machine.run(script)).toMatchObject({ code: 0 });
    expect(machine.snapshot()).toEqual(once);
  }

  describe('10-wait-for-cloud-init', () => {
    it('waits for the end', () => {
      machine.stub('cloud-init');
      expect(machine.run('10-wait-for-cloud-init.sh').code).toBe(0);
      expect(machine.calls()).toEqual(['cloud-init status --wait']);
    });

    it('fails with the details when cloud-init did', () => {
      machine.stub('cloud-init', 'if [[ $2 == --long ]]; then echo "detail: no data source"; fi; exit 1');
      const { code, output } = machine.run('10-wait-for-cloud-init.sh');
      expect(code).toBe(1);
      expect(output).toContain('detail: no data source');
    });
  });

  it('20-update-packages updates from the release and leaves the ECS agent and Docker alone', () => {
    machine.stub('rpm');
    runTwice('20-update-packages.sh');
    const [call] = machine.calls();
    expect(call).toMatch(/^dnf --assumeyes --releasever=latest .*upgrade$/);
    for (const name of ['ecs-init', 'docker', 'containerd', 'runc']) expect(call).toContain(`${name}*`);
  });

  it('20-update-packages says in the log which release it was', () => {
    machine.stub('rpm', `[[ "\${@: -1}" == system-release ]] && echo -n 2023.9.20251117`);
    const { code, output } = machine.run('20-update-packages.sh');
    expect(code).toBe(0);
    expect(output).toContain('Amazon Linux 2023.9.20251117; the build asked for latest.');
    // Asked for after the update, which is what changes it.
    expect(machine.calls().map((call) => call.split(' ')[0])).toEqual(['dnf', 'rpm']);
  });

  describe('30-ssm-agent', () => {
    it('installs the agent where it is missing, and enables it', () => {
      machine.stub('rpm', 'exit 1');
      expect(machine.run('30-ssm-agent.sh').code).toBe(0);
      expect(machine.calls().slice(1)).toEqual([
        'dnf --assumeyes --releasever=latest install amazon-ssm-agent',
        'systemctl enable --now amazon-ssm-agent.service',
      ]);
    });

    it('never restarts the agent that carries the connection', () => {
      machine.stub('rpm');
      runTwice('30-ssm-agent.sh');
      expect(machine.calls().slice(1)).toEqual(['systemctl enable --now amazon-ssm-agent.service']);
    });
  });

  describe('40-ecs-agent', () => {
    const config = contract.ecsAgent.configFile;

    it('writes exactly the settings of the contract', () => {
      runTwice('40-ecs-agent.sh');
      const settings = { ...contract.ecsAgent.setByImage, ECS_DYNAMIC_HOST_PORT_RANGE: ports };
      expect(
        Object.fromEntries(
          machine
            .read(config)
            .trimEnd()
            .split('\n')
            .map((line) => line.split('=')),
        ),
      ).toEqual(settings);
      expect(machine.mode(config)).toBe('644');
    });

    it('stops the agent, enables it, and does not start it again', () => {
      machine.run('40-ecs-agent.sh');
      expect(machine.calls()).toEqual(['systemctl stop ecs.service', 'systemctl enable ecs.service']);
    });

    it('replaces a configuration that came with the base image, a cluster included, and removes its copies', () => {
      machine.write(config, 'ECS_CLUSTER=somewhere\n');
      machine.write(`${config}.rpmsave`, 'ECS_CLUSTER=somewhere\n');
      machine.run('40-ecs-agent.sh');
      expect(machine.read(config)).not.toContain('ECS_CLUSTER');
      expect(machine.exists(`${config}.rpmsave`)).toBe(false);
    });

    it('leaves a file to which appending a line makes a setting of its own', () => {
      machine.run('40-ecs-agent.sh');
      expect(machine.read(config)).toMatch(/[^\n]\n$/);
    });
  });

  describe('50-docker', () => {
    const settings = '/etc/docker/daemon.json';

    it.each([
      ['no settings', undefined],
      ['none in a file', '{}\n'],
    ])('installs the settings over %s', (_, before) => {
      if (before !== undefined) machine.write(settings, before);
      runTwice('50-docker.sh');
      expect(machine.read(settings)).toBe(uploadedFile('docker-daemon.json'));
      expect(machine.mode(settings)).toBe('644');
      expect(machine.calls()).toEqual([
        'systemctl enable docker.service',
        'systemctl restart docker.service',
      ]);
    });

    it('limits logs and keeps containers over a restart', () => {
      expect(JSON.parse(uploadedFile('docker-daemon.json'))).toEqual({
        'live-restore': true,
        'log-driver': 'json-file',
        'log-opts': { 'max-size': '10m', 'max-file': '3' },
      });
    });

    it('refuses settings of the base image that it would lose', () => {
      machine.write(settings, '{ "ipv6": true }');
      const { code, output } = machine.run('50-docker.sh');
      expect(code).toBe(1);
      expect(output).toContain('"ipv6":true');
      expect(machine.read(settings)).toContain('ipv6');
      expect(machine.calls()).toEqual([]);
    });
  });

  it('60-metadata-guard installs the guard and starts it with Docker from now on', () => {
    runTwice('60-metadata-guard.sh');
    const unit = `/etc/systemd/system/${contract.metadata.guardUnit}`;
    expect(machine.mode('/usr/local/libexec/metadata-guard')).toBe('755');
    expect(machine.mode(unit)).toBe('644');
    expect(machine.calls()).toEqual([
      'systemctl daemon-reload',
      `systemctl enable ${contract.metadata.guardUnit}`,
      `systemctl restart ${contract.metadata.guardUnit}`,
    ]);
    const lines = machine.read(unit).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['After=docker.service', 'PartOf=docker.service', 'WantedBy=docker.service']),
    );
    expect(lines).toEqual(expect.arrayContaining(['Before=ecs.service', 'RequiredBy=ecs.service']));
    const command = lines
      .find((line) => line.startsWith('ExecStart='))
      ?.slice('ExecStart='.length)
      .split(' ')[0];
    expect(machine.exists(command ?? 'none')).toBe(true);
  });

  it('70-disk limits the journal and leaves no package cache', () => {
    machine.write('/var/cache/dnf/repository/file', 'x');
    runTwice('70-disk.sh');
    expect(machine.read('/etc/systemd/journald.conf.d/50-node-image.conf')).toContain('SystemMaxUse=200M');
    expect(machine.exists('/var/cache/dnf')).toBe(false);
    expect(machine.calls()).toEqual(['systemctl restart systemd-journald.service', 'dnf clean all']);
  });

  describe('80-hooks', () => {
    function hook(name: string, files: Record<string, string>): void {
      const folder = join(machine.uploads, 'hooks', name);
      mkdirSync(folder, { recursive: true });
      for (const [file, content] of Object.entries(files)) writeFileSync(join(folder, file), content);
    }

    it('has nothing to do without hooks', () => {
      rmSync(join(machine.uploads, 'hooks'), { recursive: true });
      expect(machine.run('80-hooks.sh')).toEqual({ code: 0, output: '' });
    });

    it('installs in the order of the names, each from its own folder', () => {
      hook('20-second', { install: 'echo second >>"$ROOT/order"', check: '' });
      hook('10-first', { install: 'cat beside >>"$ROOT/order"', beside: 'first\n', check: '' });
      expect(machine.run('80-hooks.sh').code).toBe(0);
      expect(machine.read('/order')).toBe('first\nsecond\n');
    });

    it('refuses a hook that cannot be checked', () => {
      hook('10-unchecked', { install: 'echo done >"$ROOT/order"' });
      const { code, output } = machine.run('80-hooks.sh');
      expect(code).toBe(1);
      expect(output).toContain('10-unchecked has no file named check');
      expect(machine.exists('/order')).toBe(false);
    });

    it('fails when a hook does', () => {
      hook('10-broken', { install: 'exit 3', check: '' });
      expect(machine.run('80-hooks.sh').code).toBe(3);
    });
  });

  it('85-release-file says what the image is', () => {
    machine.stub('rpm', 'echo -n "${@: -1}-version"');
    runTwice('85-release-file.sh');
    expect(machine.read(contract.image.releaseFile).trimEnd().split('\n')).toEqual([
      'NODE_IMAGE_VERSION=20260101-120000',
      'NODE_IMAGE_COMMIT=0123456789abcdef0123456789abcdef01234567',
      'NODE_IMAGE_BUILT_AT=2026-01-01T12:00:00Z',
      'BASE_IMAGE_ID=ami-00000000000000000',
      'BASE_IMAGE_NAME=stand-in',
      'AMAZON_LINUX_RELEASE=system-release-version',
      'ECS_AGENT_VERSION=ecs-init-version',
      'DOCKER_VERSION=docker-version',
      'SSM_AGENT_VERSION=amazon-ssm-agent-version',
    ]);
  });

  it('85-release-file writes nothing when it cannot learn the release', () => {
    machine.stub('rpm', 'exit 1');
    expect(machine.run('85-release-file.sh').code).toBe(1);
    expect(machine.exists(contract.image.releaseFile)).toBe(false);
  });
});

describe('metadata-guard', () => {
  let machine: Machine;
  const guard = join(__dirname, '..', 'files', 'metadata-guard');

  beforeEach(() => {
    machine = new Machine();
    machine.stub('iptables', iptables);
    machine.write('../chain', '-A DOCKER-USER -j RETURN\n');
  });
  afterEach(() => machine.discard());

  const chain = () => machine.read('../chain').trimEnd().split('\n');
  const rule = '-A DOCKER-USER -d 169.254.169.254/32 -j DROP';

  it('closes the address with the first rule of the chain, once however often it runs', () => {
    expect(machine.command([guard, 'close']).code).toBe(0);
    expect(machine.command([guard, 'close']).code).toBe(0);
    expect(chain()).toEqual([rule, '-A DOCKER-USER -j RETURN']);
  });

  it('opens what is closed, also twice', () => {
    machine.write('../chain', `${rule}\n${rule}\n-A DOCKER-USER -j RETURN\n`);
    expect(machine.command([guard, 'open']).code).toBe(0);
    expect(chain()).toEqual(['-A DOCKER-USER -j RETURN']);
  });

  it('waits for the lock of iptables, which Docker holds while it starts', () => {
    machine.command([guard, 'close']);
    for (const call of machine.calls()) expect(call).toMatch(/^iptables --wait 10 /);
  });

  it('fails when the rule cannot be made', () => {
    machine.stub('iptables', 'echo "no such chain" >&2; exit 1');
    expect(machine.command([guard, 'close'])).toEqual({ code: 1, output: 'no such chain\n' });
  });

  it('refuses another command', () => {
    const { code, output } = machine.command([guard, 'shut']);
    expect(code).toBe(64);
    expect(output).toContain("'shut' is not a command");
  });
});
