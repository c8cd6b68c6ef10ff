import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a healthy NAT's tools answer; each is the body of a bash script. */
const HEALTHY = {
  ip: `echo '3: ens6: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 9001 qdisc mq state UP mode DEFAULT'`,
  iptables: `echo '-P POSTROUTING ACCEPT'
echo '-A POSTROUTING -o ens5 -m comment --comment "NAT routing rule installed by fck-nat" -j MASQUERADE'`,
  sysctl: 'echo 1',
  curl: `case "$*" in
  */api/token*) echo token ;;
  */meta-data/instance-id*) echo i-0123456789abcdef0 ;;
  */meta-data/mac*) echo 0a:00:00:00:00:01 ;;
  */interface-id*) echo eni-0primary ;;
esac`,
  aws: '',
  // fck-nat is a oneshot without RemainAfterExit: inactive is how it looks once it has done its work.
  systemctl: `case "$*" in *is-active*) echo inactive; exit 3 ;; esac`,
  sleep: '',
};

export type Tool = keyof typeof HEALTHY;

export interface Outcome {
  readonly status: number | null;
  /** What it wrote, line by line. */
  readonly lines: string[];
  /** The calls of the tools in their order, as command lines. */
  readonly calls: string[];
}

export type StubbedMachine = ReturnType<typeof stubbedMachine>;

/** A throw-away root directory, and stubs of every tool that reaches outside of it, first on PATH. */
export function stubbedMachine() {
  const root = mkdtempSync(join(tmpdir(), 'nat-'));
  const calls = join(root, 'calls');
  const path = (name: string) => join(root, name);

  const write = (name: string, text: string) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  const stub = (tool: Tool, body: string) => {
    write(`bin/${tool}`, `#!/bin/bash\nprintf '%s\\n' "${tool} $*" >>"$CALLS"\n${body}\n`);
    chmodSync(path(`bin/${tool}`), 0o755);
  };
  const heal = (tool: Tool) => stub(tool, HEALTHY[tool]);
  for (const tool of Object.keys(HEALTHY) as Tool[]) heal(tool);

  return {
    root,
    stub,
    heal,
    write,
    read: (name: string) => readFileSync(path(name), 'utf8'),
    exists: (name: string) => existsSync(path(name)),
    remove: (name: string) => rmSync(path(name), { recursive: true, force: true }),
    bash(args: string[], environment: Record<string, string> = {}): Outcome {
      writeFileSync(calls, '');
      const { status, stdout, stderr, error } = spawnSync('bash', args, {
        encoding: 'utf8',
        // Only a hang ends here; no test waits for it.
        timeout: 30_000,
        env: { ...process.env, PATH: `${path('bin')}:${process.env.PATH}`, CALLS: calls, ...environment },
      });
      if (error) throw error;
      return { status, lines: split(stdout + stderr), calls: split(readFileSync(calls, 'utf8')) };
    },
  };
}

function split(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
