import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { Running } from '@dotkom/processes/testing';
import { program } from '../testing/programs';
import { run } from './process';

const folder = temporaryFolder();

describe('running a program', () => {
  it('hands on its lines, says which stream each came from, and gives its exit code', async () => {
    const binary = program(
      folder,
      'talks',
      `console.log(process.argv[2]); console.error(process.cwd()); process.stdout.write(process.env.WORD); process.exitCode = 3;`,
    );
    const lines: string[] = [];
    const pids: number[] = [];
    const { code } = await run({
      binary,
      args: ['an argument'],
      folder,
      env: { ...process.env, WORD: 'no newline at the end' },
      onLine: (line, stream) => lines.push(`${stream}: ${line}`),
      onStart: (pid) => pids.push(pid),
    });
    expect(code).toBe(3);
    expect(lines.sort()).toEqual([
      `stderr: ${folder}`,
      'stdout: an argument',
      'stdout: no newline at the end',
    ]);
    expect(pids).toHaveLength(1);
    expect(pids[0]).not.toBe(process.pid);
  });

  it('tells its id even where it ended before anybody looked', async () => {
    const pids: number[] = [];
    const onStart = (pid: number) => pids.push(pid);
    const times = Array.from({ length: 10 });
    for (const _ of times) {
      await run({ binary: 'true', args: [], folder, env: process.env, onLine: () => undefined, onStart });
    }
    expect(pids).toHaveLength(times.length);
  });

  it('fails when the program was killed', async () => {
    const binary = program(
      folder,
      'dies',
      `process.kill(process.pid, 'SIGKILL'); setInterval(() => 0, 1000);`,
    );
    const { code } = await run({ binary, args: [], folder, env: process.env, onLine: () => undefined });
    expect(code).not.toBe(0);
  });

  it('fails when there is no such program, and listens for signals no longer', async () => {
    const before = process.listenerCount('SIGINT');
    const attempt = run({
      binary: join(folder, 'nowhere'),
      args: [],
      folder,
      env: process.env,
      onLine: () => undefined,
    });
    await expect(attempt).rejects.toThrow(/nowhere could not be run/);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('a program that runs', () => {
  it("is nobody's child, so that nobody who ends a tree of processes ends it", async () => {
    const binary = program(folder, 'orphan', `setTimeout(() => console.log(process.ppid), 300);`);
    const lines: string[] = [];
    const { code } = await run({
      binary,
      args: [],
      folder,
      env: process.env,
      onLine: (line) => lines.push(line),
    });
    expect(code).toBe(0);
    expect(lines).not.toContain(String(process.pid));
  });
});

describe('a program that must not be interrupted', () => {
  it('goes on to its end, and is known to have been interrupted', async () => {
    const binary = program(
      folder,
      'not-to-be-interrupted',
      `process.on('SIGINT', () => process.exit(9)); console.log('ready'); setTimeout(() => process.exit(0), 500);`,
    );
    const ended = await run({
      binary,
      args: [],
      folder,
      env: process.env,
      interruptible: false,
      onLine: (line) => line === 'ready' && process.emit('SIGINT', 'SIGINT'),
    });
    expect(ended).toEqual({ code: 0, interrupted: true });
  });
});

describe('interrupting', () => {
  /** Counts the interrupts that reach it, and ends when it is told to. */
  function patient(name: string): { binary: string; end: () => void } {
    const ending = join(folder, `${name}-may-end`);
    const binary = program(
      folder,
      name,
      `let interrupts = 0;
      process.on('SIGINT', () => console.log('interrupt ' + (interrupts += 1)));
      setTimeout(() => process.exit(), 60_000);
      console.log('ready');
      setInterval(() => {
        if (!require('node:fs').existsSync(${JSON.stringify(ending)})) return;
        console.log('interrupted ' + interrupts + ' times in all');
        process.exit(5);
      }, 10);`,
    );
    return { binary, end: () => writeFileSync(ending, '') };
  }

  it.each([
    ['once', ['SIGINT']],
    ['twice', ['SIGINT', 'SIGINT']],
    ['by its supervisor and then from the terminal', ['SIGTERM', 'SIGINT']],
  ] as const)('%s reaches the program once, and it may end in its own time', async (how, signals) => {
    const { binary, end } = patient(how.replace(/ /g, '-'));
    const runner = new Running(join(__dirname, '..', 'testing', 'run-interruptible.ts'), binary);
    await runner.said('program: ready');
    for (const [index, signal] of signals.entries()) {
      runner.interrupt(signal);
      await runner.said(`runner: signal ${index + 1}`);
    }
    await runner.said('program: interrupt 1');
    end();
    const code = await runner.ended;
    expect(runner.output).toContain('program: interrupted 1 times in all');
    expect(runner.output).toContain('runner: the program ended with 5');
    expect(code).toBe(130);
  });
});
