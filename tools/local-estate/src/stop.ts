import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopLocalAws } from '@dotkom/local-aws';

/** `npm stop`: ends what `npm start` started, and forgets what was deployed to it. */

const workspaceRoot = join(__dirname, '..', '..', '..');

stopLocalAws({ workspaceRoot, onProgress: console.log })
  .then((stopped) => {
    rmSync(join(workspaceRoot, 'dist', 'local'), { recursive: true, force: true });
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
