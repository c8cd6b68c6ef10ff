import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { motoNotInstallable, noPython } from '../errors';

/** The emulator's version. The gaps are gaps of this one; another needs a look at all of them. */
export const motoVersion = '5.2.1';

const run = promisify(execFile);

/** Options of a search for a Python with moto. */
export interface PythonOptions {
  venv: string;
  onProgress: (line: string) => void;
  /** Ends a running installation. */
  signal?: AbortSignal;
  /** Which interpreters are looked for on PATH. */
  candidates?: readonly string[];
}

/** A Python that can run the pinned moto: one from PATH, or one in a virtual environment made for it. */
export async function findPython(options: PythonOptions): Promise<string> {
  const { venv, onProgress, signal, candidates = ['python3', 'python'] } = options;
  const own = join(venv, 'bin', 'python');
  let found: string | undefined;
  let base: string | undefined;
  for (const python of [...candidates, own]) {
    const version = await versionOfMoto(python, signal);
    if (version === motoVersion) return python;
    if (version === undefined || python === own) continue;
    base ??= python;
    found ??= version === '' ? undefined : version;
  }
  signal?.throwIfAborted();
  if (base === undefined) throw noPython(candidates);
  onProgress(`Installing moto ${motoVersion} into ${venv} (once)`);
  try {
    await makeVenv(base, venv, signal);
  } catch (error) {
    signal?.throwIfAborted();
    rmSync(venv, { recursive: true, force: true });
    throw motoNotInstallable({ wanted: motoVersion, found, venv, cause: lastLinesOf(error) });
  }
  return own;
}

/** The version of moto's server in a Python 3: empty when there is none, nothing when there is no such Python. */
async function versionOfMoto(python: string, signal?: AbortSignal): Promise<string | undefined> {
  const script = [
    'import sys',
    'assert sys.version_info >= (3, 9)',
    'try:',
    '  import moto, moto.server',
    '  print(moto.__version__)',
    'except ImportError:',
    '  print()',
  ].join('\n');
  try {
    return (await run(python, ['-c', script], { signal })).stdout.trim();
  } catch {
    return undefined;
  }
}

async function makeVenv(base: string, venv: string, signal?: AbortSignal): Promise<void> {
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(dirname(venv), { recursive: true });
  await run(base, ['-m', 'venv', venv], { signal });
  const pip = [
    '-m',
    'pip',
    'install',
    '--disable-pip-version-check',
    '--quiet',
    `moto[server]==${motoVersion}`,
  ];
  await run(join(venv, 'bin', 'python'), pip, { signal, maxBuffer: 64 * 1024 * 1024 });
}

function lastLinesOf(error: unknown): string {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string };
  return (stderr || stdout || message).trim().split('\n').slice(-5).join('\n');
}
