import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a program can be run here. */
export function installed(program: string): boolean {
  return !spawnSync(program, ['--version'], { stdio: 'ignore' }).error;
}

/** What `bash -n`, and shellcheck where there is one, have to say about a script; empty is good. */
export function shellProblems(script: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'shell-'));
  try {
    const file = join(directory, 'script.sh');
    writeFileSync(file, script);
    const syntax = spawnSync('bash', ['-n', file], { encoding: 'utf8' });
    const problems = syntax.stdout + syntax.stderr;
    if (!installed('shellcheck')) {
      console.warn(
        'NOT CHECKED: shellcheck is not installed, only `bash -n` has read the scripts of the NAT.',
      );
      return problems;
    }
    const lint = spawnSync('shellcheck', [file], { encoding: 'utf8' });
    return problems + lint.stdout + lint.stderr;
  } finally {
    rmSync(directory, { recursive: true });
  }
}
