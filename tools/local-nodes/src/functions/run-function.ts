import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

export interface FunctionRun {
  /** The very zip file that is deployed. */
  zip: Buffer;
  /** `<file>.<export>`. */
  handler: string;
  environment: Readonly<Record<string, string>>;
  timeoutSeconds: number;
  event: string;
  /** Where it is unpacked while it runs. */
  folder: string;
  /** Whose packages a Lambda runtime would bring: AWS's SDK. */
  workspaceRoot: string;
  /** A host and port of the function's network, and where that is on this machine. */
  reroute: { host: string; port: number; localPort: number };
}

/** How a function ended. */
export type FunctionEnd = { result: string } | { error: { errorType: string; errorMessage: string } };

/** Runs a function of Node.js once, in a process of its own, as Lambda does. */
export async function runFunction(run: FunctionRun): Promise<FunctionEnd> {
  mkdirSync(run.folder, { recursive: true });
  const folder = mkdtempSync(join(run.folder, 'function-'));
  try {
    for (const [name, bytes] of Object.entries(unzipSync(run.zip))) writeFileSync(join(folder, name), bytes);
    return await answerOf(run, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function answerOf(run: FunctionRun, folder: string): Promise<FunctionEnd> {
  const { PATH = '' } = process.env;
  const child = fork(
    join(__dirname, 'runtime.mjs'),
    [join(folder, run.handler), JSON.stringify(run.reroute)],
    {
      cwd: folder,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { PATH, NODE_PATH: join(run.workspaceRoot, 'node_modules'), ...run.environment },
      timeout: run.timeoutSeconds * 1000,
      killSignal: 'SIGKILL',
    },
  );
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
  return new Promise((resolve) => {
    const fail = (errorType: string, errorMessage: string) => resolve({ error: { errorType, errorMessage } });
    child.once('message', (end) => resolve(end as FunctionEnd));
    child.once('error', (error) => fail('Runtime.ExitError', error.message));
    child.once('exit', (code) => {
      if (child.killed) fail('Sandbox.Timedout', `Task timed out after ${run.timeoutSeconds}.00 seconds`);
      else fail('Runtime.ExitError', `Runtime exited with code ${code}. ${said}`.trim());
    });
    child.send(run.event);
  });
}
