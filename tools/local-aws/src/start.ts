import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearRemains } from './clear-remains';
import { UserError } from '@dotkom/stack/conventions';
import { busyForTooLong, portNotANumber, supervisorDied } from './errors';
import { findLocalAws, LocalAws } from './find';
import { askHealth, endpointOf } from './health';
import { lastLines } from './moto/last-lines';
import { filesOf, Place } from './places';
import { readRecord } from './process-record';
import { isSupervisorMessage, recordOption, released } from './supervisor-messages';

/** How long another start or stop in the same folder is waited for; installing moto takes the longest. */
const patienceSeconds = 300;

/** What to start, and where. */
export interface StartOptions extends Place {
  /** A free one is found when none is given. */
  port?: number;
  /** Whether every call is written down with its answer, for `readRecording`. @default false */
  record?: boolean;
  onProgress?: (line: string) => void;
  /** The file of a module that is attached to it (see `AttachmentModule`). @default nothing runs on it */
  attachment?: string;
  /** What the attachment is told. */
  attachmentOptions?: Readonly<Record<string, string>>;
}

/** Starts the local AWS of a folder, which then runs by itself; or returns the one that runs there. */
export async function startLocalAws(options: StartOptions): Promise<LocalAws> {
  const { port = 0, onProgress = () => {} } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw portNotANumber(String(port));
  const files = filesOf(options);
  const end = Date.now() + patienceSeconds * 1000;
  while (Date.now() < end) {
    const running = await findLocalAws(options);
    if (running) return running;
    const record = readRecord(files.record);
    if (record === undefined) {
      const started = await startSupervisor(options, port, onProgress);
      if (started) return started;
    } else if ((await askHealth(record)) === undefined) {
      await clearRemains(files, record);
    }
    await sleep(100);
  }
  throw busyForTooLong(files.dir, patienceSeconds);
}

/** One try; nothing when another command was faster. */
function startSupervisor(
  place: StartOptions,
  port: number,
  onProgress: (line: string) => void,
): Promise<LocalAws | undefined> {
  const files = filesOf(place);
  mkdirSync(files.folder, { recursive: true });
  const log = openSync(files.supervisorLog, 'a');
  const instanceId = randomUUID();
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      join(__dirname, 'supervisor.ts'),
      instanceId,
      resolve(place.workspaceRoot),
      files.dir,
      String(port),
      place.attachment ?? '',
      JSON.stringify(place.attachmentOptions ?? {}),
      ...(place.record ? [recordOption] : []),
    ],
    // From here the loader is found in the workspace's own node_modules, and the workspace's import paths.
    {
      cwd: join(__dirname, '..', '..', '..'),
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
      env: withoutLoaderOptions(),
    },
  );
  closeSync(log);
  return new Promise((settle, reject) => {
    const died = (how: string) =>
      reject(supervisorDied(how, files.supervisorLog, endOf(files.supervisorLog)));
    child.once('error', (error) => died(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => died(signal ? `was ended by ${signal}` : `ended with code ${code}`));
    child.on('message', (message: unknown) => {
      if (!isSupervisorMessage(message)) return;
      if (message.localAws === 'progress') onProgress(message.line);
      if (message.localAws === 'other') settle(undefined);
      if (message.localAws === 'failed') reject(new UserError(message.message));
      if (message.localAws !== 'ready') return;
      child.send(released, () => {
        if (child.connected) child.disconnect();
        child.unref();
        settle({ endpoint: endpointOf(message.port), instanceId, alreadyRunning: false });
      });
    });
  });
}

/** The last lines of a log; none when somebody has removed it meanwhile. */
function endOf(log: string): string {
  return existsSync(log) ? lastLines(readFileSync(log, 'utf8')) : '';
}

/** Options with which this process was started (a test runner's, a debugger's) are not the supervisor's. */
function withoutLoaderOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...environment } = process.env;
  return environment;
}
