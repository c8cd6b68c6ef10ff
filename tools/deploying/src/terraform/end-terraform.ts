import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { WorkingFolder } from './working-folder';

/** Ends every run of Terraform that is still going on in an account's folder. For an account that is thrown away. */
export function endTerraform(accountFolder: string): void {
  if (!existsSync(accountFolder)) return;
  for (const entry of readdirSync(accountFolder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const pid = new WorkingFolder(accountFolder, entry.name).runningProcess();
    if (pid !== undefined && worksOnThisPlan(pid)) process.kill(pid, 'SIGKILL');
  }
}

/** Whether the process is Terraform's, and not another that has got its number since. */
function worksOnThisPlan(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return /\s(apply|destroy|plan|init)\s/.test(stdout ?? '');
}
