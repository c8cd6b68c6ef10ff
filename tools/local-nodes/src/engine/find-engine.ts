import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { engineDoesNotAnswer, noEngine, unknownEngine } from '../errors';
import { Engine } from './engine';

const execute = promisify(execFile);

/** How long an engine may take to say what it is. */
const patienceMs = 20_000;

/**
 * The container engine of this machine: the one that CONTAINER_ENGINE names (a program, or its path), or the first of
 * docker and podman that answers. Nothing where there is none, or where CONTAINER_ENGINE is `none`.
 *
 * @throws UserError when the one that is named does not answer.
 */
export async function findEngine(): Promise<Engine | undefined> {
  const named = process.env['CONTAINER_ENGINE'];
  if (named === 'none') return undefined;
  if (named) return answering(named);
  for (const program of ['docker', 'podman']) {
    const engine = await answering(program).catch(() => undefined);
    if (engine) return engine;
  }
  return undefined;
}

/** As {@link findEngine}. @throws UserError where there is none. */
export async function requireEngine(): Promise<Engine> {
  const engine = await findEngine();
  if (!engine) throw noEngine();
  return engine;
}

async function answering(program: string): Promise<Engine> {
  const info = await ask(program, ['info', '--format', '{{json .}}']);
  // Podman answers under the name of docker, too.
  if ('host' in info) return new Engine(program, 'podman');
  if (!('ServerVersion' in info)) throw unknownEngine(program);
  if (!info['ServerVersion']) throw engineDoesNotAnswer(program, String(info['ServerErrors'] ?? 'no server'));
  return new Engine(program, 'docker');
}

async function ask(program: string, args: string[]): Promise<Record<string, unknown>> {
  try {
    const options = { env: process.env, timeout: patienceMs, maxBuffer: 16 * 1024 ** 2 };
    const { stdout } = await execute(program, args, options);
    return JSON.parse(stdout);
  } catch (error) {
    const { code, stderr, message } = error as { code?: string; stderr?: string; message: string };
    if (error instanceof SyntaxError) throw unknownEngine(program);
    throw engineDoesNotAnswer(
      program,
      code === 'ENOENT' ? 'there is no such program' : stderr?.trim() || message,
    );
  }
}
