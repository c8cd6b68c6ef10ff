import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { temporaryFolder } from '@dotkom/processes/testing';
import { program } from '../testing/programs';
import { endTerraform } from './end-terraform';
import { WorkingFolder } from './working-folder';

const folder = temporaryFolder();
const endless = program(folder, 'endless', `setInterval(() => 0, 1000);`);

describe('ending what still works on an account that is thrown away', () => {
  it('ends a run of Terraform, and no other process that got its number', async () => {
    const apply = spawn(endless, ['apply', 'plan.tfplan']);
    const stranger = spawn(endless, []);
    await Promise.all([once(apply, 'spawn'), once(stranger, 'spawn')]);
    const ended = once(apply, 'exit');
    new WorkingFolder(folder, 'grades-prod').noteProcess(apply.pid ?? 0);
    new WorkingFolder(folder, 'grades-staging').noteProcess(stranger.pid ?? 0);
    endTerraform(folder);
    await ended;
    expect(apply.signalCode).toBe('SIGKILL');
    expect(stranger.signalCode).toBeNull();
    expect(stranger.exitCode).toBeNull();
    stranger.kill('SIGKILL');
  });

  it('has nothing to do where nothing was deployed', () => {
    expect(() => endTerraform(`${folder}/nowhere`)).not.toThrow();
  });
});
