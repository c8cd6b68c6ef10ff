import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopLocalAws } from '@dotkom/local-aws';
import { endTerraform } from '@dotkom/deploying';

/** `npm stop`: ends what `npm start` started, and forgets what was deployed to it. */

const workspaceRoot = join(__dirname, '..', '..', '..');

const folder = join(workspaceRoot, 'dist', 'local');

endTerraform(folder); // It would try to reach what is gone for a long time.
stopLocalAws({ workspaceRoot, onProgress: console.log })
  .then((stopped) => {
    rmSync(folder, { recursive: true, force: true });
    console.log(
      stopped
        ? 'The AWS of this machine has ended; nothing is left of it.'
        : 'No AWS of this machine was running.',
    );
  })
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
