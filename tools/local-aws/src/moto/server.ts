import { ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@dotkom/processes';
import { motoDied } from '../errors';
import { lastLines } from './last-lines';

/** A running moto. */
export interface MotoServer {
  port: number;
  pid: number;
  /** Ends with moto: why it ended. */
  ended: Promise<string>;
  stop(): void;
}

/** How long moto may take until it answers; it usually takes two seconds. */
const patienceMs = 60_000;

/** Starts moto as a child that ends with this process, and waits until it answers. */
export async function startMoto(options: {
  python: string;
  instanceId: string;
  imagesFile: string;
  logFile: string;
  /** Told as soon as there is a process, so that it can be written down before anything else happens. */
  onPid: (pid: number) => void;
  signal: AbortSignal;
}): Promise<MotoServer> {
  const { python, instanceId, imagesFile, logFile, onPid, signal } = options;
  const port = await freePort();
  const log = openSync(logFile, 'w');
  const child = spawn(
    python,
    [join(__dirname, 'moto_child.py'), instanceId, '-H', '127.0.0.1', '-p', String(port)],
    { stdio: ['pipe', log, log], env: { ...process.env, ...motoSettings, MOTO_AMIS_PATH: imagesFile } },
  );
  // Writing to a child that is gone must not end the supervisor before it has said why.
  child.stdin?.on('error', () => {});
  const ended = endOf(child);
  if (child.pid !== undefined) onPid(child.pid);
  const stop = () => void child.kill('SIGTERM');

  const early = await Promise.race([ended, answers(port, signal)]);
  if (early !== undefined || child.pid === undefined) {
    stop();
    throw motoDied(early ?? 'did not start', logFile, lastLines(readFileSync(logFile, 'utf8')));
  }
  return { port, pid: child.pid, ended, stop };
}

/** What moto is told beyond its images. */
const motoSettings = {
  // AWS's own policies (AmazonSSMManagedInstanceCore, ...) are there in every account.
  MOTO_IAM_LOAD_MANAGED_POLICIES: 'true',
  // A certificate is validated as soon as it is asked for, not a minute later.
  MOTO_ACM_VALIDATION_WAIT: '0',
};

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
    );
  });
}

async function answers(port: number, signal: AbortSignal): Promise<string | undefined> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    signal.throwIfAborted();
    const response = await fetch(`http://127.0.0.1:${port}/moto-api/data.json`).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return undefined;
    await sleep(100);
  }
  return `did not answer for ${patienceMs / 1000} s`;
}
