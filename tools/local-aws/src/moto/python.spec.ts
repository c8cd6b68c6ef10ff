import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython, motoVersion } from './python';

/** Plays Python: a script that prints a moto version when asked for it, and otherwise does as told. */
function fakePython(dir: string, version: string, otherwise = 'exit 0'): string {
  const file = join(dir, `python-${Math.random()}`);
  writeFileSync(file, `#!/bin/sh\nif [ "$1" = -c ]; then echo '${version}'; else ${otherwise}; fi\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('findPython', () => {
  const dir = mkdtempSync(join(tmpdir(), 'local-aws-'));
  const venv = join(dir, 'venv');
  const progress: string[] = [];
  const find = (...candidates: string[]) =>
    findPython({ venv, candidates, onProgress: (line) => progress.push(line) });

  afterEach(() => progress.splice(0));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('takes the first with the pinned moto', async () => {
    const right = fakePython(dir, motoVersion);
    expect(await find(join(dir, 'none'), fakePython(dir, '4.2.14'), right)).toBe(right);
    expect(progress).toEqual([]);
  });

  it('says that there is none', async () => {
    await expect(find(join(dir, 'none'))).rejects.toThrow(/none was found \(tried: .*none\)/);
  });

  it('says why moto could not be installed, and leaves no half of a virtual environment', async () => {
    const python = fakePython(dir, '4.2.14', `mkdir -p "$3"; echo 'No matching distribution' >&2; exit 1`);
    await expect(find(python)).rejects.toThrow(/Python has moto 4\.2\.14[\s\S]*No matching distribution/);
    expect([progress.length, existsSync(venv)]).toEqual([1, false]);
  });

  it('makes a virtual environment when moto is missing', async () => {
    const made = fakePython(dir, motoVersion);
    const python = fakePython(dir, '', `mkdir -p "$3/bin"; cp ${made} "$3/bin/python"`);
    expect(await find(python)).toBe(join(venv, 'bin', 'python'));
  });
});
