import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../command';
import { contractFile, workspace } from '../contract';
import { firstSufficient, installedPacker } from '../packer-command';
import { runProgram, UserError } from '../user-error';
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
  if (!found?.sufficient) {
    throw new UserError(
      `Building the node image takes Packer ${firstSufficient} or newer; here is ${found ? `Packer ${found.version}` : 'none'}. ` +
        'Install one from HashiCorp; the one that Debian ships can only validate. ' +
        'Or let the workflow "Node image" build: docs/runbooks/node-image.md.',
    );
  }
  if (run('session-manager-plugin', ['--version'], workspace).code === undefined) {
    throw new UserError(
      'Packer reaches its temporary instance through Session Manager, and session-manager-plugin is not installed. ' +
        'Install the Session Manager plugin of the AWS CLI.',
    );
  }
}

function git(...words: string[]): string {
  const { code, output } = run('git', words, workspace);
  if (code !== 0)
    throw new UserError(`The image's tags name the commit it is built from, but git failed: ${output}`);
  return output.trim();
}

function packer(...words: string[]): number {
  return spawnSync('packer', words, { cwd: workspace, stdio: 'inherit' }).status ?? 1;
}
