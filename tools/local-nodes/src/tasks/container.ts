import { ChildProcess } from 'node:child_process';
import { ContainerDefinition } from '@aws-sdk/client-ecs';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ContainerState, Engine } from '../engine/engine';
import { ContainerLog } from './container-log';

/** How a container ended. */
export interface ContainerEnd {
  exitCode?: number;
  /** In ECS's words, where the exit code does not say it all. */
  reason?: string;
}

/** One container of a task: started, checked, stopped and removed by the engine. */
export class Container {
  readonly definition: ContainerDefinition;
  readonly name: string;
  /** Whether its own check holds; `UNKNOWN` where it has none, or none has been made. */
  health: 'UNKNOWN' | 'HEALTHY' | 'UNHEALTHY' = 'UNKNOWN';
  state: ContainerState | undefined;
  end: ContainerEnd | undefined;
  ended: Promise<ContainerEnd> | undefined;

  private readonly engine: Engine;
  private readonly folder: string;
  private readonly log: ContainerLog | undefined;

  /** @param folders where each container has a folder of its own while it runs. */
  constructor(
    { engine, folders }: { engine: Engine; folders: string },
    name: string,
    definition: ContainerDefinition,
    log: ContainerLog | undefined,
  ) {
    this.engine = engine;
    this.name = name;
    this.folder = join(folders, name);
    this.definition = definition;
    this.log = log;
  }

  get isEssential(): boolean {
    return this.definition.essential !== false;
  }

  /** Whether the engine runs it; also where the engine cannot say. */
  isAlive(): Promise<boolean> {
    return this.engine.inspect(this.name, this.folder).then(
      (state) => state?.running === true,
      () => true,
    );
  }

  /** Starts it, and ends when it runs or has ended. */
  async start(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
    const process = this.engine.start(args, environment, this.folder);
    const said: string[] = [];
    process.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()) > 50 && said.shift());
    for (const stream of [process.stdout, process.stderr]) if (stream) this.log?.read(stream);
    const ended = this.whenEnded(process, said);
    this.ended = ended;
    for (let pauseMs = 100; this.end === undefined; pauseMs *= 2) {
      this.state = await this.engine.inspect(this.name, this.folder);
      if (this.state?.running) break;
      await Promise.race([ended, sleep(pauseMs)]);
    }
    if (this.definition.healthCheck && this.end === undefined)
      void this.checkHealth(this.definition.healthCheck);
  }

  /** SIGTERM, and SIGKILL after the definition's stop timeout (ECS's own is 30 seconds). */
  async stop(seconds = this.definition.stopTimeout ?? 30): Promise<void> {
    if (this.end !== undefined) return;
    await this.engine.stop(this.name, seconds);
    await this.ended;
  }

  private async whenEnded(process: ChildProcess, said: readonly string[]): Promise<ContainerEnd> {
    const exitCode = await new Promise<number>((resolve) => {
      process.once('error', () => resolve(125));
      process.once('close', (code) => resolve(code ?? 137));
    });
    const state = await this.engine.inspect(this.name, this.folder).catch(() => undefined);
    await this.log?.flush();
    await this.engine.remove(this.name).catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
    this.end = this.explain(exitCode, state, said.join('').trim());
    return this.end;
  }

  /** 125 is the engine's own: the container was not started; 126 and 127 are also those of a command that cannot be run. */
  private explain(exitCode: number, state: ContainerState | undefined, said: string): ContainerEnd {
    const neverRan = this.state?.running !== true && [125, 126, 127].includes(exitCode);
    if (neverRan) return { reason: `CannotStartContainerError: ${state?.error || said.split('\n').at(-1)}` };
    return state?.outOfMemory
      ? { exitCode, reason: 'OutOfMemoryError: Container killed due to memory usage' }
      : { exitCode };
  }

  /** As the ECS agent has Docker check it: failures within the start period do not count. */
  private async checkHealth(check: NonNullable<ContainerDefinition['healthCheck']>): Promise<void> {
    const { command = [], interval = 30, timeout = 5, retries = 3, startPeriod = 0 } = check;
    const [form, ...rest] = command;
    const probe = form === 'CMD-SHELL' ? ['/bin/sh', '-c', ...rest] : form === 'CMD' ? rest : command;
    const started = Date.now();
    let failures = 0;
    while (this.end === undefined) {
      // Docker waits a whole interval before the first; asked sooner while it starts, it is known sooner.
      await sleep((this.health === 'UNKNOWN' ? Math.min(interval, 2) : interval) * 1000);
      if (this.end !== undefined) return;
      if (await this.engine.succeedsIn(this.name, probe, timeout)) {
        failures = 0;
        this.health = 'HEALTHY';
      } else if (Date.now() - started > startPeriod * 1000 && ++failures >= retries)
        this.health = 'UNHEALTHY';
    }
  }
}
