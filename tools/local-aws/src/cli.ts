import { join } from 'node:path';
import { UserError } from '@dotkom/stack/conventions';
import { portNotANumber, unknownCommand } from './errors';
import { findLocalAws } from './find';
import { startLocalAws } from './start';
import { stopLocalAws } from './stop';

const workspaceRoot = join(__dirname, '..', '..', '..');
const onProgress = (line: string) => console.log(line);

async function main([command = '', ...rest]: string[]): Promise<void> {
  if (command === 'up') {
    const { endpoint, alreadyRunning } = await startLocalAws({
      workspaceRoot,
      port: portIn(rest),
      onProgress,
    });
    console.log(`The local AWS ${alreadyRunning ? 'was running already' : 'is running'}: ${endpoint}`);
  } else if (command === 'down') {
    const stopped = await stopLocalAws({ workspaceRoot, onProgress });
    console.log(stopped ? 'The local AWS has ended.' : 'No local AWS was running.');
  } else if (command === 'status') {
    const running = await findLocalAws({ workspaceRoot });
    console.log(running ? `The local AWS is running: ${running.endpoint}` : 'No local AWS is running.');
  } else {
    throw unknownCommand(command);
  }
}

function portIn(rest: readonly string[]): number | undefined {
  if (rest.length === 0) return undefined;
  const [option = '', value] = rest[0]?.includes('=') ? rest[0].split('=') : rest;
  if (option !== '--port') throw unknownCommand(`up ${option}`);
  if (value === undefined || !/^[1-9]\d{0,4}$/.test(value)) throw portNotANumber(value ?? '');
  return Number(value);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
