import { spawn, StdioOptions } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { synthFolder } from '@dotkom/synthesised';

/** How the process that synthesises has ended. */
export interface Ended {
  readonly success: boolean;
  /** What it said, where that was not shown at once. */
  readonly output: string;
}

/** Synthesises projects, given by their folders, in one process. */
export async function synthesise(
  workspaceRoot: string,
  roots: readonly string[],
  output: 'shown' | 'kept',
): Promise<Ended> {
  const program = join(workspaceRoot, 'libs', 'stack', 'src', 'main.js');
  const projects = roots.flatMap((root) => [join(workspaceRoot, root), synthFolder(workspaceRoot, root)]);
  const stdio: StdioOptions = output === 'shown' ? 'inherit' : ['ignore', 'pipe', 'pipe'];
  const child = spawn(process.execPath, [program, ...projects], {
    cwd: workspaceRoot,
    stdio,
  });
  const said = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')));
  const success = await new Promise<boolean>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0));
  });
  return { success, output: (await said).join('') };
}
