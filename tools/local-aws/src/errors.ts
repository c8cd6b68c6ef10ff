import { UserError } from '@dotkom/stack/conventions';

/** No Python was found to run the emulator with. */
export function noPython(tried: readonly string[]): UserError {
  return new UserError(
    `The local AWS runs on Python 3.9 or newer, and none was found (tried: ${tried.join(', ')}).\n` +
      'Install Python 3 (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python) and try again.',
  );
}

/** The pinned moto is not there, and could not be installed either. */
export function motoNotInstallable(problem: {
  wanted: string;
  found: string | undefined;
  venv: string;
  cause: string;
}): UserError {
  const { wanted, found, venv, cause } = problem;
  return new UserError(
    `The local AWS needs moto ${wanted}; Python has ${found === undefined ? 'none' : `moto ${found}`}, ` +
      `and installing it into ${venv} failed:\n${indent(cause)}\n` +
      `Install it yourself (python3 -m pip install 'moto[server]==${wanted}'), ` +
      'or make the package registry reachable (and python3-venv present), and try again.',
  );
}

/** Another program listens on the port that was asked for. */
export function portTaken(port: number): UserError {
  return new UserError(
    `Port ${port} is taken by another program.\n` +
      'Give another one, such as --port 4567, or none: then a free one is found.',
  );
}

/** A port was given that is not one. */
export function portNotANumber(value: string): UserError {
  return new UserError(
    `--port must be a whole number from 1 to 65535, not "${value}".\nExample: up --port 4567. Without --port, a free port is found.`,
  );
}

/** moto ended, or never answered, while the local AWS was starting. */
export function motoDied(how: string, logFile: string, lastLines: string): UserError {
  return new UserError(
    `moto ${how} while the local AWS was starting. The last lines of ${logFile}:\n${indent(lastLines || '(empty)')}`,
  );
}

/** The process that holds the local AWS ended without saying why. */
export function supervisorDied(how: string, logFile: string, lastLines: string): UserError {
  return new UserError(
    `The local AWS ${how} before it was ready. The last lines of ${logFile}:\n${indent(lastLines || '(empty)')}`,
  );
}

/** Another start, or a stop, in the same folder did not come to an end. */
export function busyForTooLong(dir: string, seconds: number): UserError {
  return new UserError(
    `Another command has been starting or stopping the local AWS of ${dir} for more than ${seconds} s.\n` +
      'Wait for it, or end it (npx tsx tools/local-aws/src/cli.ts down), and try again.',
  );
}

/** A stop was asked for and acknowledged, but processes remain. */
export function wouldNotEnd(pids: readonly number[]): UserError {
  return new UserError(
    `The local AWS was told to end, but these processes remain: ${pids.join(', ')}.\nEnd them yourself: kill -9 ${pids.join(' ')}`,
  );
}

/** The command line asked for something that there is not. */
export function unknownCommand(given: string): UserError {
  return new UserError(
    `${given === '' ? 'Say what to do' : `There is no "${given}"`}: up [--port N], down or status.`,
  );
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
