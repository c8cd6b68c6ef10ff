import { appendFileSync, existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '@dotkom/stack/conventions';
import { Attachment, loadAttachment } from './attachment';
import { portTaken } from './errors';
import { startMoto, MotoServer } from './moto/server';
import { findPython } from './moto/python';
import { endpointOf } from './health';
import { filesOf, Files } from './places';
import { claimRecord, readRecord, removeRecord, replaceRecord, ProcessRecord } from './process-record';
import { isAlive, waitUntilGone } from '@dotkom/processes';
import { localAwsProxy, LocalAwsProxy } from './local-aws-proxy';
import { imagesForMoto } from './seeds/images';
import { recordOption, released, SupervisorMessage } from './supervisor-messages';

/**
 * The process that is the local AWS: it holds the proxy and moto, and ends with either. It is started by
 * `start.ts` as `supervisor.ts <instanceId> <workspaceRoot> <dir> <port> <attachment> <options of the attachment> [--record]`.
 */
class Supervisor {
  private readonly files: Files;
  private readonly record: ProcessRecord;
  private readonly workspaceRoot: string;
  private readonly attachmentOptions: Record<string, string>;
  private readonly aborted = new AbortController();
  private moto: MotoServer | undefined;
  private proxy: LocalAwsProxy | undefined;
  private readonly isRecording: boolean;
  private attachment: Attachment | undefined;
  private isStopping = false;
  private isReleased = false;

  constructor([
    instanceId = '',
    workspaceRoot = '',
    dir = '',
    port = '0',
    attachment,
    options,
    recorded,
  ]: string[]) {
    this.workspaceRoot = workspaceRoot;
    this.isRecording = recorded === recordOption;
    this.attachmentOptions = JSON.parse(options || '{}');
    this.files = filesOf({ workspaceRoot, dir });
    this.record = { instanceId, port: Number(port), supervisorPid: process.pid };
    if (attachment) this.record.attachment = attachment;
  }

  async run(): Promise<void> {
    process.on('SIGTERM', () => void this.stop('was told to end by SIGTERM'));
    process.on('SIGINT', () => void this.stop('was told to end by SIGINT'));
    process.on('disconnect', () => {
      if (!this.isReleased) void this.stop('was left by the command that started it');
    });
    process.on('message', (message) => {
      if (message === released) this.isReleased = true;
    });
    // The command may have been interrupted while this process was loading: then no event will come.
    if (!process.connected) return this.stop('was left by the command that started it');
    try {
      await this.start();
    } catch (error) {
      if (this.isStopping) return;
      const message = error instanceof UserError ? error.message : String((error as Error).stack ?? error);
      tell({ localAws: 'failed', message });
      await this.stop(message, 1);
    }
  }

  private async start(): Promise<void> {
    const { files, record } = this;
    mkdirSync(files.folder, { recursive: true });
    this.proxy = localAwsProxy({
      record,
      requestLog: files.requestLog,
      recording: this.isRecording ? files.recording : undefined,
      onStop: () => void this.stop('was told to stop'),
      onMissing: (message) => this.log(message),
    });
    const isFirst = await this.claim(this.proxy);
    if (!isFirst) {
      tell({ localAws: 'other' });
      return this.stop('found another one in this folder');
    }
    truncateSync(files.supervisorLog);
    this.log(`instance ${record.instanceId}, pid ${process.pid}, ${endpointOf(record.port)}`);
    this.endWithRecord();

    const { signal } = this.aborted;
    const onProgress = (line: string) => tell({ localAws: 'progress', line });
    const python = await findPython({ venv: files.venv, onProgress, signal });
    writeFileSync(files.images, JSON.stringify(await imagesForMoto(python), undefined, 2));
    signal.throwIfAborted();
    onProgress('Starting moto');
    this.moto = await startMoto({
      python,
      instanceId: record.instanceId,
      imagesFile: files.images,
      logFile: files.motoLog,
      signal,
      onPid: (motoPid) => {
        record.motoPid = motoPid;
        replaceRecord(files.record, record);
      },
    });
    signal.throwIfAborted();
    void this.moto.ended.then((how) => this.stop(`ends, because moto ${how} (see ${files.motoLog})`, 1));
    this.attachment = await this.attach(this.proxy);
    signal.throwIfAborted();
    this.proxy.serve(this.moto.port, this.attachment);
    writeFileSync(files.endpoint, `{"endpoint": "${endpointOf(record.port)}"}`);
    this.log('ready');
    tell({ localAws: 'ready', port: record.port, instanceId: record.instanceId });
  }

  private async attach({ services }: LocalAwsProxy): Promise<Attachment | undefined> {
    const { files, record, workspaceRoot, attachmentOptions: options } = this;
    if (record.attachment === undefined) return undefined;
    const { attach } = await loadAttachment(record.attachment);
    return attach({
      instanceId: record.instanceId,
      endpoint: endpointOf(record.port),
      folder: files.attachment,
      workspaceRoot,
      services,
      options,
      log: (line) => this.log(line),
    });
  }

  /** Also what had only half begun when it failed. */
  private async detach(): Promise<void> {
    const { attachment, files, record } = this;
    if (attachment) return attachment.stop();
    if (record.attachment === undefined) return;
    const { clear } = await loadAttachment(record.attachment);
    await clear({ instanceId: record.instanceId, folder: files.attachment });
  }

  /** Listens, and writes the record; `false` when another instance of the same folder was faster at either. */
  private async claim({ server }: LocalAwsProxy): Promise<boolean> {
    const { files, record } = this;
    try {
      record.port = await listen(server, record.port);
    } catch (error) {
      // It may hold the port that was asked for, and be about to write its record.
      await sleep(300);
      if (readRecord(files.record)?.port === record.port) return false;
      throw error;
    }
    return claimRecord(files.record, record);
  }

  /** Without its record nobody could find it to end it: then, for instance after `rm -rf dist`, it ends itself. */
  private endWithRecord(): void {
    const { files, record } = this;
    const watch = setInterval(() => {
      if (this.isStopping || readRecord(files.record)?.instanceId === record.instanceId) return;
      void this.stop(`ends, because its record ${files.record} is gone`);
    }, 2000);
    watch.unref();
  }

  private async stop(reason: string, exitCode = 0): Promise<void> {
    if (this.isStopping) return;
    this.isStopping = true;
    this.proxy?.stopping();
    this.log(reason);
    this.aborted.abort();
    const { files, record } = this;
    await this.detach().catch((error: unknown) => this.log(`what is attached did not end: ${String(error)}`));
    rmSync(files.attachment, { recursive: true, force: true });
    if (readRecord(files.record)?.instanceId === record.instanceId) rmSync(files.endpoint, { force: true });
    if (record.motoPid !== undefined && isAlive(record.motoPid)) {
      process.kill(record.motoPid, 'SIGTERM');
      const [remaining] = await waitUntilGone([record.motoPid], 5);
      if (remaining !== undefined) process.kill(remaining, 'SIGKILL');
    }
    removeRecord(files.record, record.instanceId);
    process.exit(exitCode);
  }

  private log(line: string): void {
    if (!existsSync(this.files.folder)) return;
    appendFileSync(this.files.supervisorLog, `${new Date().toISOString()} ${line}\n`);
  }
}

function tell(message: SupervisorMessage): void {
  // The command may have been interrupted: whether it hears this does not matter.
  if (process.connected) process.send?.(message, () => {});
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? portTaken(port) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

void new Supervisor(process.argv.slice(2)).run();
