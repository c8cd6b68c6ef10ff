import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { temporaryFolder } from '@dotkom/processes/testing';
import { program } from '../testing/programs';
import { waitForTerraform } from './wait-for-terraform';
import { WorkingFolder } from './working-folder';

const folder = temporaryFolder();
const endless = program(folder, 'endless', `setInterval(() => 0, 1000);`);

describe('waiting for what still works on an account', () => {
  it('ends once each has, and says of which it waits', async () => {
    const apply = spawn(endless, ['apply', 'plan.tfplan']);
    await once(apply, 'spawn');
    new WorkingFolder(folder, 'grades-prod').noteProcess(apply.pid ?? 0);
    new WorkingFolder(folder, 'grades-staging');
    const said: string[] = [];
    const ended = once(apply, 'exit');
    await waitForTerraform(folder, (line) => {
      said.push(line);
      if (said.length === 1) apply.kill(); // Not before somebody waits for it.
    });
    await ended;
    expect(said).toEqual([
      expect.stringMatching(/^grades-prod: Terraform is ending in order/),
      'grades-prod: Terraform has ended',
    ]);
  });

  it('has nothing to wait for where nothing was deployed', async () => {
    await expect(waitForTerraform(`${folder}/nowhere`, () => undefined)).resolves.toBeUndefined();
  });
});
