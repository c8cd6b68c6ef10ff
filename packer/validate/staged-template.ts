import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { contractFile } from '../contract';

/**
 * Calls back with a copy of the workspace's template in which the stand-in takes the place of what Packer 1.6.6 does
 * not know, so that such a Packer reads all the rest; throws the copy away afterwards.
 */
export function withStagedTemplate<T>(workspace: string, use: (stagedWorkspace: string) => T): T {
  const staged = mkdtempSync(join(tmpdir(), 'node-image-template-'));
  try {
    const copy = (from: string, to = from) => {
      mkdirSync(dirname(join(staged, to)), { recursive: true });
      cpSync(join(workspace, from), join(staged, to), { recursive: true });
    };
    copy(contractFile);
    for (const name of ['files', 'hooks', 'scripts', 'node-image.pkr.hcl', 'variables.pkr.hcl'])
      copy(`packer/${name}`);
    copy('packer/validate/stand-in.pkr.hcl', 'packer/stand-in.pkr.hcl');
    return use(staged);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}
