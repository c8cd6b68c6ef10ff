import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findLocalAws, startLocalAws } from '@dotkom/local-aws';
import { attachmentFile, readNodes } from '@dotkom/local-nodes';
import { checkTerraform, providerEnvironment } from '@dotkom/deploying';
import { writeMap } from '@dotkom/map';
import { tryLock } from '@dotkom/processes';
import { isUserError } from '@dotkom/stack/conventions';
import { askedFor } from './arguments';
import { deployEstate } from './deploy-estate';
import { alreadyStarting, stoppedMeanwhile } from './errors';
import { outlookLines } from './outlook';
import { checkPort } from './port';
import { checkApplications } from './projects';
import { readResults } from './results';
import { summary } from './summary';

/** `npm start`: an AWS on this machine, everything or the named applications deployed to it, and a summary of what there is. */

const workspaceRoot = join(__dirname, '..', '..', '..');
const dir = join(workspaceRoot, 'dist');
const say = (line: string) => console.log(line);

async function start(args: string[]): Promise<void> {
  const { port, gatewayPort, applications } = askedFor(args);
  checkApplications(workspaceRoot, applications);
  checkTerraform();
  await providerEnvironment(join(dir, 'local'));
  const lock = tryLock(join(dir, 'npm-start.lock'));
  if ('heldBy' in lock) throw alreadyStarting(lock.heldBy);
  try {
    const { endpoint, alreadyRunning } = await startLocalAws({
      workspaceRoot,
      port,
      attachment: attachmentFile,
      attachmentOptions: { ...(gatewayPort && { gatewayPort: String(gatewayPort) }) },
      onProgress: say,
    });
    checkPort(port, endpoint);
    say(`The AWS of this machine ${alreadyRunning ? 'was running' : 'is running'}: ${endpoint}`);
    if (!alreadyRunning) rmSync(join(dir, 'local'), { recursive: true, force: true }); // Plans and results of one that is gone.
    await deployEstate({ workspaceRoot, endpoint, applications, say }).catch(async (error) => {
      throw (await findLocalAws({ workspaceRoot })) ? error : stoppedMeanwhile();
    });
    say(`\n${summary(readResults(dir), endpoint, readNodes(dir), outlookLines(join(dir, 'apps')))}`);
    say(`The map of it all: ${pathToFileURL(await writeMap({ dist: dir }))}`);
  } finally {
    lock.release();
  }
}

start(process.argv.slice(2)).catch((error) => {
  console.error(isUserError(error) ? `\n${error.message}` : error);
  process.exitCode = 1;
});
