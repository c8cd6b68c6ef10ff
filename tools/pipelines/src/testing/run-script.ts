import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** Programs that stand in for others, as shell scripts: by name, or by a path in the working folder. */
  readonly programs?: Readonly<Record<string, string>>;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  /** What it left in the runner's folder; `output` is what it gave to later steps. */
  readonly files: Readonly<Partial<Record<string, string>>>;
}

/** Runs the script of a step, as a runner of GitHub does. */
export function runScript(script: string, { env = {}, programs = {} }: Surroundings = {}): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-'));
  const temporary = join(folder, 'temporary');
  const bin = join(folder, 'bin');
  for (const each of [temporary, bin]) mkdirSync(each);
  const output = join(temporary, 'output');
  writeFileSync(output, '');
  for (const [name, text] of Object.entries(programs)) {
    const file = name.includes('/') ? join(folder, name) : join(bin, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/bash\n${text}\n`, { mode: 0o755 });
  }
  const file = join(folder, 'script.sh');
  writeFileSync(file, script);
  try {
    const { status, stdout } = spawnSync('bash', ['-e', file], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        PATH: [bin, process.env.PATH].join(delimiter),
        RUNNER_TEMP: temporary,
        GITHUB_OUTPUT: output,
        ...env,
      },
    });
    const left = readdirSync(temporary, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ name }) => [name, readFileSync(join(temporary, name), 'utf8')]);
    return { status, stdout, files: Object.fromEntries(left) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What an expression of a workflow may ask for. */
export interface Known {
  readonly github?: object;
  readonly needs?: object;
  readonly inputs?: object;
  /** Whether the run was cancelled. */
  readonly cancelled?: boolean;
}

/** Whether the condition of a job holds. */
export function holds(condition: string, known: Known): boolean {
  return Boolean(valueOf(condition, known));
}

/** What an expression comes to. What our expressions use of GitHub's language is JavaScript as well. */
export function valueOf(
  expression: string,
  { github = {}, needs = {}, inputs = {}, cancelled = false }: Known,
): unknown {
  const functions = {
    cancelled: () => cancelled,
    contains: (list: unknown[] | string, value: string) => list.includes(value),
    format: (text: string, ...values: unknown[]) =>
      values.reduce<string>((sum, value, index) => sum.replace(`{${index}}`, String(value)), text),
    fromJSON: (text: string) => JSON.parse(text),
  };
  const values = { github, needs, inputs, ...functions };
  const [, inner = expression] = /^\$\{\{(.*)\}\}$/.exec(expression.trim()) ?? [];
  return new Function(...Object.keys(values), `return ${inner}`)(...Object.values(values));
}
