import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellProblems } from './testing/shell-lint';
import { Outcome, StubbedMachine, Tool, stubbedMachine } from './testing/stubbed-machine';

const SCRIPT = join(__dirname, 'nat-watchdog.sh');
const CONFIG = 'INTERFACE_ID=eni-0static\nREGION=eu-north-1\nAUTO_SCALING_GROUP=platform-prod-nat\n';
const ROUND = 30;
const HOUR = 3600;
const NO_SUCH_LINK = `echo 'Device "eni-0static" does not exist.' >&2; exit 1`;
const HANG = 'exec tail -f /dev/null';
const LOST_EGRESS = `case "$*" in *169.254.169.254*) echo i-0123456789abcdef0 ;; *) exit 28 ;; esac`;
const STARTING = `case "$*" in *is-active*) echo activating; exit 3 ;; esac`;
const RESTART = 'systemctl --no-block restart fck-nat';
const REPORT =
  'aws autoscaling set-instance-health --region eu-north-1 --instance-id i-0123456789abcdef0 ' +
  '--health-status Unhealthy --no-should-respect-grace-period --cli-connect-timeout 5 --cli-read-timeout 10';

let machine: StubbedMachine;
let now: number;
let uptime: number;

beforeEach(() => {
  machine = stubbedMachine();
  machine.write('etc/nat-watchdog.conf', CONFIG);
  now = 1_800_000_000;
  uptime = 10 * HOUR;
});
afterEach(() => machine.remove('.'));

function watch(...args: string[]): Outcome {
  machine.write('proc/uptime', `${uptime}.42 17.00\n`);
  return machine.bash([SCRIPT, ...args], { NAT_WATCHDOG_ROOT: machine.root, NAT_WATCHDOG_NOW: String(now) });
}
function later(seconds: number): void {
  now += seconds;
  uptime += seconds;
}
/** So many rounds of the timer, one after the other. */
function rounds(count: number): Outcome[] {
  return Array.from({ length: count }, () => {
    const outcome = watch();
    later(ROUND);
    return outcome;
  });
}
/** A reboot empties /run, keeps /var/lib and starts the uptime anew. */
function reboot(upFor: number): void {
  machine.remove('run');
  uptime = upFor;
}
const restarts = (outcomes: Outcome[]) =>
  outcomes.map(({ calls }) => calls.filter((c) => c === RESTART).length);
const reports = (outcomes: Outcome[]) =>
  outcomes.map(({ calls }) => calls.filter((call) => call.startsWith('aws ')).length);

const FAULTS: [string, Tool, string][] = [
  ['masquerade', 'iptables', `echo '-P POSTROUTING ACCEPT'`],
  ['masquerade', 'iptables', `echo '-A POSTROUTING -o "" -j MASQUERADE'`],
  ['masquerade', 'iptables', `echo '-A POSTROUTING -j MASQUERADE'`],
  ['masquerade', 'iptables', `echo '-A POSTROUTING ! -o ens5 -j MASQUERADE'`],
  ['masquerade', 'iptables', `echo '-A POSTROUTING -o ens5 -j ACCEPT'`],
  ['masquerade', 'iptables', 'exit 4'],
  ['forwarding', 'sysctl', 'echo 0'],
  ['forwarding', 'sysctl', 'exit 255'],
  ['interface', 'ip', `echo '3: ens6: <BROADCAST,MULTICAST> mtu 9001 qdisc mq state DOWN mode DEFAULT'`],
  ['interface', 'ip', `echo '3: ens6: <BROADCAST,MULTICAST,LOWER_UP> mtu 9001'`],
  ['interface', 'ip', 'exit 127'],
  ['egress', 'curl', LOST_EGRESS],
];

describe('a healthy NAT', () => {
  it('is looked at and left alone', () => {
    const { status, lines, calls } = watch();
    expect(status).toBe(0);
    expect(lines).toEqual(['healthy']);
    expect(calls).toEqual([
      'ip -o link show dev eni-0static',
      'iptables -t nat -S POSTROUTING',
      'sysctl -n net.ipv4.ip_forward',
      'curl -q -s -o /dev/null -m 5 https://1.1.1.1/',
    ]);
  });

  it('has egress as long as one of two operators answers', () => {
    machine.stub('curl', `case "$*" in *1.1.1.1*) exit 28 ;; esac`);
    const { lines, calls } = watch();
    expect(lines).toEqual(['healthy']);
    expect(calls.at(-1)).toBe('curl -q -s -o /dev/null -m 5 https://sts.eu-north-1.amazonaws.com/');
  });
});

describe('a broken NAT', () => {
  it.each(FAULTS)('%s: is restarted (%s answers %s)', (name, tool, body) => {
    machine.stub(tool, body);
    const outcome = watch();
    expect(restarts([outcome])).toEqual([1]);
    expect(reports([outcome])).toEqual([0]);
    expect(outcome.lines.at(-1)).toBe(`restarted fck-nat for ${name}`);
    expect(outcome.status).toBe(0);
  });

  it('says in one line a round what is broken, since when, and what was done', () => {
    machine.stub('sysctl', 'echo 0');
    machine.stub('curl', LOST_EGRESS);
    expect(rounds(2).map(({ lines }) => lines)).toEqual([
      [
        'broken: forwarding egress (in a row: structural 1, egress 1; eni-0static attached here: yes)',
        'restarted fck-nat for forwarding egress',
      ],
      [
        'broken: forwarding egress (in a row: structural 2, egress 2; eni-0static attached here: yes)',
        'not restarting: restarted less than 50 s ago',
      ],
    ]);
  });

  it('is restarted in every second round, and for egress alone every ten minutes', () => {
    uptime = 0;
    machine.stub('sysctl', 'echo 0');
    expect(restarts(rounds(6))).toEqual([1, 0, 1, 0, 1, 0]);
    machine.heal('sysctl');
    machine.stub('curl', LOST_EGRESS);
    later(600);
    expect(restarts(rounds(3))).toEqual([1, 0, 0]);
    later(600 - 4 * ROUND);
    expect(restarts(rounds(2))).toEqual([0, 1]);
  });

  it('gives a start of fck-nat that is still at work one more round', () => {
    machine.stub('iptables', '');
    machine.stub('systemctl', STARTING);
    expect(restarts(rounds(2))).toEqual([0, 1]);
  });

  it('says when the restart itself fails', () => {
    machine.stub('sysctl', 'echo 0');
    machine.stub(
      'systemctl',
      `case "$*" in *restart*) printf 'Unit fck-nat.service\\nnot found'; exit 5 ;; esac`,
    );
    expect(watch().lines.at(-1)).toBe('restart of fck-nat failed: Unit fck-nat.service not found');
  });
});

describe('reporting Unhealthy', () => {
  it('happens in the fourth broken round, once, and again only when the group has not acted in 15 minutes', () => {
    machine.stub('iptables', '');
    const outcomes = rounds(8);
    expect(reports(outcomes)).toEqual([0, 0, 0, 1, 0, 0, 0, 0]);
    expect(outcomes[3]?.calls).toContain(REPORT);
    expect(outcomes[3]?.lines.at(-1)).toBe(
      'reported Unhealthy: i-0123456789abcdef0 of platform-prod-nat for masquerade',
    );
    later(900 - 6 * ROUND);
    expect(reports(rounds(3))).toEqual([0, 1, 0]);
  });

  it('counts different faults of the NAT together', () => {
    machine.stub('iptables', '');
    rounds(2);
    machine.heal('iptables');
    machine.stub('sysctl', 'echo 0');
    expect(reports(rounds(2))).toEqual([0, 1]);
  });

  it('never happens in the first five minutes after boot', () => {
    uptime = 300 - 6 * ROUND;
    machine.stub('iptables', '');
    const outcomes = rounds(8);
    expect(reports(outcomes)).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(outcomes[6]?.lines).toContain('not reporting: up for 300 s, needs more than 300 s');
  });

  it('never happens when the uptime cannot be read', () => {
    machine.stub('iptables', '');
    rounds(3);
    machine.write('proc/uptime', '');
    const outcome = machine.bash([SCRIPT], {
      NAT_WATCHDOG_ROOT: machine.root,
      NAT_WATCHDOG_NOW: String(now),
    });
    expect(reports([outcome])).toEqual([0]);
  });

  it('starts to count anew after one healthy round', () => {
    machine.stub('iptables', '');
    rounds(3);
    machine.heal('iptables');
    expect(watch().lines).toEqual(['healthy']);
    machine.stub('iptables', '');
    expect(reports(rounds(4))).toEqual([0, 0, 0, 1]);
  });

  it('starts to count anew after a reboot', () => {
    machine.stub('iptables', '');
    rounds(3);
    reboot(2 * HOUR);
    expect(reports(rounds(4))).toEqual([0, 0, 0, 1]);
  });

  it('keeps its rate over a reboot', () => {
    machine.stub('iptables', '');
    rounds(4);
    reboot(301);
    expect(reports(rounds(6))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each<[string, Tool, string, string]>([
    ['AWS refuses', 'aws', `echo 'AccessDenied: no' >&2; exit 254`, 'AccessDenied: no'],
    ['there is no metadata', 'curl', 'exit 28', 'no instance id from the metadata service'],
  ])(
    'is tried again in the next round where %s, and fck-nat is restarted meanwhile',
    (_, tool, body, reason) => {
      machine.stub('iptables', '');
      machine.stub(tool, body);
      const outcomes = rounds(5);
      expect(outcomes[3]?.lines).toContain(`report failed, again next round: ${reason}`);
      expect(outcomes[4]?.lines).toContain(`report failed, again next round: ${reason}`);
      expect(restarts(outcomes)).toEqual([1, 0, 1, 0, 1]);
      machine.heal(tool);
      expect(reports(rounds(2))).toEqual([1, 0]);
    },
  );
});

describe('lost egress alone', () => {
  beforeEach(() => machine.stub('curl', LOST_EGRESS));

  it('is reported at most once an hour', () => {
    expect(reports(rounds(6))).toEqual([0, 0, 0, 1, 0, 0]);
    later(HOUR - 4 * ROUND);
    expect(reports(rounds(3))).toEqual([0, 1, 0]);
  });

  it('is reported at most once an hour across a reboot', () => {
    rounds(4);
    reboot(HOUR + 1);
    expect(reports(rounds(5))).toEqual([0, 0, 0, 0, 0]);
  });

  it('is reported at most once an hour across replacements, which remember nothing', () => {
    uptime = HOUR - 6 * ROUND;
    expect(reports(rounds(8))).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('does not turn one fault of the NAT into four', () => {
    uptime = 400;
    rounds(3);
    machine.stub('iptables', '');
    expect(reports(rounds(4))).toEqual([0, 0, 0, 1]);
  });

  it('is not reported when the report could not be remembered; a broken NAT is', () => {
    mkdirSync(join(machine.root, 'var/lib/nat-watchdog/reported.new'), { recursive: true });
    const outcomes = rounds(4);
    expect(reports(outcomes)).toEqual([0, 0, 0, 0]);
    expect(outcomes[3]?.lines).toContain(
      `not reporting: cannot write ${machine.root}/var/lib/nat-watchdog/reported`,
    );
    machine.stub('iptables', '');
    expect(reports(rounds(4))).toEqual([0, 0, 0, 1]);
  });
});

describe('a NAT without the static interface', () => {
  beforeEach(() => machine.stub('ip', NO_SUCH_LINK));

  it('is left alone while fck-nat waits to attach it, whatever else does not work yet', () => {
    machine.stub('systemctl', STARTING);
    machine.stub('iptables', '');
    machine.stub('curl', LOST_EGRESS);
    for (const { lines, calls } of rounds(6)) {
      expect(lines).toEqual(['waiting: fck-nat is attaching eni-0static']);
      expect(calls.filter((call) => /^aws|restart/.test(call))).toEqual([]);
    }
  });

  it('is made to attach it where fck-nat is not waiting, and is never reported', () => {
    machine.stub('iptables', '');
    const outcomes = rounds(6);
    expect(restarts(outcomes)).toEqual([1, 0, 1, 0, 1, 0]);
    expect(reports(outcomes)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('counts from the moment the interface is attached', () => {
    machine.stub('iptables', '');
    rounds(6);
    machine.heal('ip');
    expect(reports(rounds(4))).toEqual([0, 0, 0, 1]);
  });

  it('that lost it to another instance is not reported for what it saw before', () => {
    machine.heal('ip');
    machine.stub('iptables', '');
    rounds(3);
    machine.stub('ip', NO_SUCH_LINK);
    expect(reports(rounds(3))).toEqual([0, 0, 0]);
  });

  it('is not reported when nothing can be known about it', () => {
    machine.stub('ip', 'exit 127');
    const outcomes = rounds(5);
    expect(reports(outcomes)).toEqual([0, 0, 0, 0, 0]);
    expect(outcomes[4]?.lines).toContain('not reporting: eni-0static is not known to be attached here');
  });
});

describe('robustness', () => {
  const impatient = `${CONFIG}TOOL_TIMEOUT=0.2\nEGRESS_HARD_TIMEOUT=0.2\nREPORT_TIMEOUT=0.2\n`;

  it('ends when every tool hangs', () => {
    machine.write('etc/nat-watchdog.conf', impatient);
    for (const tool of ['ip', 'iptables', 'sysctl', 'curl', 'systemctl', 'aws'] as const)
      machine.stub(tool, HANG);
    const outcome = watch();
    expect(outcome.status).toBe(0);
    expect(outcome.lines[0]).toBe(
      'broken: interface masquerade forwarding egress ' +
        '(in a row: structural 1, egress 1; eni-0static attached here: unknown)',
    );
    expect(outcome.lines[1]).toMatch(/^restart of fck-nat failed/);
  });

  it('ends when a tool hangs and ignores SIGTERM', () => {
    machine.write('etc/nat-watchdog.conf', impatient);
    machine.stub('iptables', `trap '' TERM; tail -f /dev/null`);
    expect(watch().lines.at(-1)).toBe('restarted fck-nat for masquerade');
  });

  it('ends when the report hangs, and does not take it for a success', () => {
    machine.write('etc/nat-watchdog.conf', impatient);
    machine.stub('sysctl', 'echo 0');
    machine.stub('aws', HANG);
    const outcomes = rounds(5);
    expect(reports(outcomes)).toEqual([0, 0, 0, 1, 1]);
    expect(outcomes[3]?.lines).toContainEqual(expect.stringMatching(/^report failed/));
  });

  it('never runs twice at once', () => {
    // The second round starts while the first is in the middle of its checks.
    machine.stub(
      'ip',
      `[ -n "$INNER" ] || INNER=1 bash '${SCRIPT}' >"$NAT_WATCHDOG_ROOT/inner"\n${NO_SUCH_LINK}`,
    );
    expect(watch().calls.filter((call) => call.startsWith('ip '))).toHaveLength(1);
    expect(machine.read('inner')).toBe('skipped: another round is still going\n');
  });

  it('is not locked out by a process that outlives its round', () => {
    machine.stub(
      'sysctl',
      'tail -f /dev/null >/dev/null 2>&1 & echo $! >"$NAT_WATCHDOG_ROOT/leftover"; echo 1',
    );
    watch();
    const leftover = Number(machine.read('leftover'));
    try {
      process.kill(leftover, 0);
      machine.heal('sysctl');
      expect(watch().lines).toEqual(['healthy']);
    } finally {
      process.kill(leftover);
    }
  });

  it.each(['', 'soon\n', '-1\n', '0x10\n', '99999999999999999999\n'])(
    'survives a spoilt state of %j',
    (text) => {
      for (const name of ['run/nat-watchdog/structural', 'run/nat-watchdog/egress'])
        machine.write(name, text);
      for (const name of ['run/nat-watchdog/restarted', 'var/lib/nat-watchdog/reported'])
        machine.write(name, text);
      machine.stub('sysctl', 'echo 0');
      expect(restarts([watch()])).toEqual([1]);
    },
  );

  it('is not stopped by a time in the future, from before the clock was set', () => {
    machine.write('run/nat-watchdog/restarted', `${now + 86_400}\n`);
    machine.write('var/lib/nat-watchdog/reported', `${now + 86_400}\n`);
    machine.stub('sysctl', 'echo 0');
    const outcomes = rounds(4);
    expect(restarts(outcomes)).toEqual([1, 0, 1, 0]);
    expect(reports(outcomes)).toEqual([0, 0, 0, 1]);
  });

  it.each([
    ['no file', undefined, /cannot read/],
    ['no interface', 'INTERFACE_ID=\nREGION=eu-north-1\n', /must set INTERFACE_ID and REGION/],
    ['no region', 'INTERFACE_ID=eni-0static\n', /must set INTERFACE_ID and REGION/],
  ])('does nothing and fails with %s', (_, config, message) => {
    machine.remove('etc/nat-watchdog.conf');
    if (config !== undefined) machine.write('etc/nat-watchdog.conf', config);
    const { status, lines, calls } = watch();
    expect(status).toBe(2);
    expect(lines.join()).toMatch(message);
    expect(calls).toEqual([]);
  });
});

describe('nat-watchdog --check', () => {
  it('prints a line for each check and changes nothing', () => {
    machine.stub('iptables', '');
    const { status, lines, calls } = watch('--check');
    expect(status).toBe(1);
    expect(lines).toEqual(['interface ok', 'masquerade BROKEN', 'forwarding ok', 'egress ok']);
    expect(calls.filter((call) => /^(aws|systemctl)/.test(call))).toEqual([]);
    expect(machine.exists('run')).toBe(false);
  });

  it('succeeds on a healthy NAT', () => {
    expect(watch('--check').status).toBe(0);
  });
});

it('has nothing for the shell to complain about', () => {
  expect(shellProblems(readFileSync(SCRIPT, 'utf8'))).toBe('');
});
