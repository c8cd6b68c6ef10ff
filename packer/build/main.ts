import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command';
import { contractFile, workspace } from '../contract';
import { firstSufficient, installedPacker } from '../packer-command';
import { runProgram } from '../run-program';
import { commitUnknown, noPackerToBuildWith, noSessionManagerPlugin } from './errors';
import { packerArguments } from './packer-arguments';

void runProgram(() => {
  requireTools();
  mkdirSync(join(workspace, 'dist/packer'), { recursive: true });
  const words = packerArguments(
    { now: new Date(), commit: git('rev-parse', 'HEAD'), changedSinceCommit: git(...changes) !== '' },
    process.argv.slice(2),
  );
  return packer('init', 'packer') || packer(...words);
});

/** What of the image's own files was changed since the commit. */
const changes = ['status', '--porcelain', '--', 'packer', contractFile];

function requireTools(): void {
  const found = installedPacker(workspace);
  if (!found?.sufficient) throw noPackerToBuildWith(firstSufficient, found?.version);
  if (run('session-manager-plugin', ['--version'], workspace).code === undefined)
    throw noSessionManagerPlugin();
}

function git(...words: string[]): string {
  const { code, output } = run('git', words, workspace);
  if (code !== 0) throw commitUnknown(output);
  return output.trim();
}

function packer(...words: string[]): number {
  return spawnSync('packer', words, { cwd: workspace, stdio: 'inherit' }).status ?? 1;
}
