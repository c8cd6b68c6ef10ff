import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContract } from '../contract';
import { Machine, Outcome } from '../testing/machine';
import { df, docker, iptables, rpm, systemctl } from '../testing/stubs';

const contract = readContract();
const config = contract.ecsAgent.configFile;
const guard = contract.metadata.guardUnit;

/** A machine on which every provisioning script has run for real. */
function provisioned(): Machine {
  const machine = new Machine();
  machine.upload();
  for (const command of ['dnf', 'cloud-init', 'journalctl', 'sync']) machine.stub(command);
  for (const [command, code] of Object.entries({ df, docker, iptables, rpm, systemctl }))
    machine.stub(command, code);
  machine.write('../chain', '-A DOCKER-USER -j RETURN\n');
  for (const folder of ['lib', 'lib64']) machine.write(`${folder}/loader`, '');
  for (const script of [
    '10-wait-for-cloud-init.sh',
    '20-update-packages.sh',
    '30-ssm-agent.sh',
    '40-ecs-agent.sh',
    '50-docker.sh',
    '60-metadata-guard.sh',
    '70-disk.sh',
    '80-hooks.sh',
    '85-release-file.sh',
  ]) {
    const { code, output } = machine.run(script);
    if (code !== 0) throw new Error(`${script} failed: ${output}`);
  }
  machine.command([join(__dirname, '..', 'files', 'metadata-guard'), 'close']);
  machine.forgetCalls();
  return machine;
}

const failures = ({ output }: Outcome) =>
  [...output.matchAll(/^FAILED {2}([\w-]+):/gm)].map(([, name]) => name);
const passes = ({ output }: Outcome) => [...output.matchAll(/^ok {6}([\w-]+)$/gm)].map(([, name]) => name);

/** What breaks a machine, by the names of the checks that must fail for it. */
type Breakages = Readonly<Record<string, (machine: Machine) => void>>;

describe('smoke test of a running image', () => {
  const smokeTest = (machine: Machine) => machine.run('smoke-test.sh', { SMOKE_TEST: 'running' });
  const checks = [
    'ecs-agent-enabled',
    'ecs-agent-version',
    'ecs-agent-minimum',
    'ecs-agent-settings',
    'no-user-data-settings',
    'ssm-agent',
    'docker',
    'docker-version',
    'docker-settings',
    'metadata-guard',
    'metadata-guard-first',
    'metadata-guard-restart',
    'metadata-closed',
    'journal-limit',
    'disk',
    'release-file',
  ];
  let machine: Machine;

  beforeEach(() => {
    machine = provisioned();
  });
  afterEach(() => machine.discard());

  it('passes after the provisioning scripts, also a second time', () => {
    for (let run = 1; run <= 2; run++) {
      const outcome = smokeTest(machine);
      expect(failures(outcome)).toEqual([]);
      expect(passes(outcome)).toEqual(checks);
      expect(outcome.code).toBe(0);
    }
  });

  it('leaves the guard closed and the image of its container removed', () => {
    smokeTest(machine);
    expect(machine.read('../chain')).toMatch(/^-A DOCKER-USER -d 169\.254\.169\.254\/32 -j DROP\n/);
    expect(machine.calls()).toContain('docker rmi --force node-image-probe');
    expect(machine.read('../probe-image')).toContain('lib64/');
  });

  const breakages: Breakages = {
    'ecs-agent-enabled': (image) => image.write('../enabled-ecs.service', 'disabled\n'),
    'ecs-agent-version': (image) => image.write('../version-ecs-init', '1.200.0'),
    'ecs-agent-version, ecs-agent-minimum': (image) => image.write('../version-ecs-init', '1.99.0'),
    'ecs-agent-settings': (image) =>
      image.write(config, image.read(config).replace('ECS_DISABLE_PRIVILEGED=true\n', '')),
    'ecs-agent-settings, no-user-data-settings': (image) =>
      image.write(config, `${image.read(config)}ECS_CLUSTER=prod\n`),
    'ssm-agent': (image) => image.write('../active-amazon-ssm-agent.service', 'failed\n'),
    docker: (image) => image.write('../enabled-docker.service', 'disabled\n'),
    'docker-version': (image) => image.write('../version-docker', '20.10.1'),
    'docker-settings': (image) => image.write('/etc/docker/daemon.json', '{}'),
    'metadata-guard': (image) => image.write(`../enabled-${guard}`, 'disabled\n'),
    'metadata-guard-first, metadata-guard-restart': (image) =>
      image.write('../chain', `-A DOCKER-USER -j ACCEPT\n${image.read('../chain')}`),
    'metadata-guard-restart': (image) => image.write('../docker-forgets', ''),
    'metadata-closed': (image) => image.write('../leaky', ''),
    'journal-limit': (image) => image.remove('/etc/systemd/journald.conf.d'),
    disk: (image) => image.write('../disk-used', '36'),
    'release-file': (image) =>
      image.write(
        contract.image.releaseFile,
        'NODE_IMAGE_VERSION=20200101-000000\nBASE_IMAGE_ID=ami-00000000000000000\n',
      ),
  };

  it.each(Object.entries(breakages))('fails the build, naming %s', (names, breakIt) => {
    breakIt(machine);
    const outcome = smokeTest(machine);
    expect(failures(outcome)).toEqual(names.split(', '));
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain(`check(s) failed: ${names.replaceAll(', ', ' ')}`);
  });

  it('has every check broken by a test', () => {
    const broken = new Set(Object.keys(breakages).flatMap((names) => names.split(', ')));
    expect([...broken].sort()).toEqual([...checks].sort());
  });

  it.each([
    [
      'a running Docker that did not take its settings',
      '../docker-info',
      'false json-file',
      'docker-settings',
    ],
    ['a missing ECS agent', '../version-ecs-init', '', 'ecs-agent-version'],
    [
      'a container that reaches nothing at all, which would prove nothing',
      '../no-network',
      '',
      'metadata-closed',
    ],
  ])('fails for %s', (_, file, content, name) => {
    machine.write(file, content);
    expect(failures(smokeTest(machine))).toContain(name);
  });

  it('reports every failure at once', () => {
    machine.write('../disk-used', '99');
    machine.write('../enabled-ecs.service', 'disabled\n');
    expect(failures(smokeTest(machine))).toEqual(['ecs-agent-enabled', 'disk']);
  });

  it.each([
    ['exit 0', [], 0],
    ['echo "port 9100 is closed"; exit 1', ['hook-10-exporter'], 1],
  ])("runs a hook's check: %s", (code, names, exitCode) => {
    const folder = join(machine.uploads, 'hooks', '10-exporter');
    mkdirSync(folder);
    writeFileSync(join(folder, 'check'), code);
    const outcome = smokeTest(machine);
    expect(failures(outcome)).toEqual(names);
    expect(outcome.code).toBe(exitCode);
  });
});

describe('clean-up and the smoke test of what it leaves', () => {
  const smokeTest = (machine: Machine) => machine.run('smoke-test.sh', { SMOKE_TEST: 'leftovers' });

  /** What a build leaves on its temporary instance, by the check that must find it. */
  const leftovers: Readonly<Record<string, readonly string[]>> = {
    'no-agent-data': ['/var/lib/ecs/data/agent.db', '/var/lib/ecs/data/.hidden'],
    'no-agent-configuration-copies': [`${config}.bak`],
    'no-containers': ['/var/lib/docker/containers/0123/config.v2.json'],
    'no-ssm-registration': ['/var/lib/amazon/ssm/Vault/Store/EC2RegistrationKey'],
    'no-cloud-init-state': ['/var/lib/cloud/instances/i-0/user-data.txt'],
    'no-host-keys': ['/etc/ssh/ssh_host_ed25519_key', '/etc/ssh/ssh_host_ed25519_key.pub'],
    'no-authorized-keys': ['/root/.ssh/authorized_keys', '/home/ec2-user/.ssh/authorized_keys'],
    'no-machine-id': ['/etc/machine-id'],
    'no-host-name': ['/etc/hostname'],
    'no-random-seed': ['/var/lib/systemd/random-seed'],
    'no-history': ['/root/.bash_history', '/home/ec2-user/.python_history'],
    'no-logs': [
      '/var/log/ecs/ecs-agent.log',
      '/var/log/journal/0123/system.journal',
      '/var/log/cloud-init.log',
    ],
    'no-temporary-files': ['/var/tmp/something'],
  };
  /** What the base image or the provisioning put there, and nodes need. */
  const kept = [
    '/var/lib/ecs/deps/execute-command/bin/agent',
    '/etc/ssh/sshd_config',
    '/var/lib/docker/image/layer',
  ];

  let machine: Machine;

  beforeEach(() => {
    machine = provisioned();
    for (const path of [...Object.values(leftovers).flat(), ...kept]) {
      // The copy of the agent's configuration is 40-ecs-agent.sh's to remove.
      if (!path.startsWith(config)) machine.write(path, 'from the temporary instance\n');
    }
    machine.write('../containers', '0123\n4567\n');
  });
  afterEach(() => machine.discard());

  it('finds everything before the clean-up', () => {
    machine.write(`${config}.bak`, 'x');
    const outcome = smokeTest(machine);
    expect(outcome.code).toBe(1);
    expect(failures(outcome).sort()).toEqual([...Object.keys(leftovers), 'no-uploads'].sort());
  });

  it('finds nothing after it, also when it ran twice', () => {
    expect(machine.run('90-clean-up.sh')).toMatchObject({ code: 0 });
    const once = machine.snapshot();
    expect(smokeTest(machine)).toMatchObject({ code: 0 });
    expect(machine.run('90-clean-up.sh')).toMatchObject({ code: 0 });
    expect(machine.snapshot()).toEqual(once);
    expect(failures(smokeTest(machine))).toEqual([]);
  });

  it('keeps what nodes need', () => {
    const before = machine.read(config);
    machine.run('90-clean-up.sh');
    for (const path of kept) expect(machine.read(path)).toBe('from the temporary instance\n');
    expect(machine.read(config)).toBe(before);
    for (const path of [
      '/etc/docker/daemon.json',
      `/etc/systemd/system/${guard}`,
      contract.image.releaseFile,
    ]) {
      expect(machine.exists(path)).toBe(true);
    }
  });

  it('removes the containers while Docker still runs, and stops the agent before its data goes', () => {
    machine.run('90-clean-up.sh');
    const calls = machine.calls();
    const order = [
      'systemctl stop ecs.service',
      'docker rm --force 0123 4567',
      'systemctl stop docker.socket docker.service',
      'cloud-init clean --logs',
      'journalctl --relinquish-var',
      'sync ',
    ].map((call) => calls.indexOf(call));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it.each(Object.entries(leftovers).flatMap(([name, paths]) => paths.map((path) => [name, path] as const)))(
    'fails the build, naming %s, when %s comes back',
    (name, path) => {
      machine.run('90-clean-up.sh');
      machine.write(path, 'back again\n');
      const outcome = smokeTest(machine);
      expect(failures(outcome)).toEqual([name]);
      expect(outcome.code).toBe(1);
    },
  );

  it("fails when a journal's folder, named after the machine, is left though it is empty", () => {
    machine.run('90-clean-up.sh');
    machine.write('/var/log/journal/0123/system.journal', '');
    expect(failures(smokeTest(machine))).toEqual(['no-logs']);
  });

  it('fails when the uploads come back', () => {
    machine.run('90-clean-up.sh');
    machine.upload();
    expect(failures(smokeTest(machine))).toEqual(['no-uploads']);
  });

  it('fails when there is no machine id at all', () => {
    machine.run('90-clean-up.sh');
    machine.remove('/etc/machine-id');
    expect(failures(smokeTest(machine))).toEqual(['no-machine-id']);
  });
});

it('refuses to run as no phase at all', () => {
  const machine = new Machine();
  const { code, output } = machine.run('smoke-test.sh', { SMOKE_TEST: 'both' });
  machine.discard();
  expect(code).toBe(64);
  expect(output).toContain("SMOKE_TEST is 'both'");
});
