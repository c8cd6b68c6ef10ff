import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { functionCode } from './function-code';
import { zipOf } from './zip';

const folder = mkdtempSync(join(tmpdir(), 'function-code-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a program that we did not write finds in a zip file: Python's, which Debian and macOS have. */
function unzipped(zip: Buffer): { name: string; content: Buffer; mode: string } {
  const file = join(folder, 'some.zip');
  writeFileSync(file, zip);
  const script = [
    'import sys, zipfile, base64, json',
    'z = zipfile.ZipFile(sys.argv[1])',
    'assert z.testzip() is None',
    '[i] = z.infolist()',
    'print(json.dumps([i.filename, base64.b64encode(z.read(i)).decode(), oct(i.external_attr >> 16)]))',
  ].join('\n');
  const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
  if (!stdout) throw new Error(stderr);
  const [name, content, mode] = JSON.parse(stdout);
  return { name, content: Buffer.from(content, 'base64'), mode };
}

describe('a zip file', () => {
  it('holds the one file as it was given, for everyone to read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect(unzipped(zipOf('index.js', Buffer.from(bytes)))).toEqual({
          name: 'index.js',
          content: Buffer.from(bytes),
          mode: '0o100644',
        });
      }),
      { numRuns: 5 },
    );
  });
});

describe('the code of the function', () => {
  const source = join(__dirname, 'reconciler', 'handler.ts');

  it('is the same bytes each time, under a name and a hash of its own', () => {
    const first = functionCode(source);
    let second = first;
    jest.isolateModules(() => (second = require('./function-code').functionCode(source)));
    expect(second).not.toBe(first);
    expect(second).toEqual(first);
    expect(createHash('sha256').update(readFileSync(first.file)).digest('base64')).toBe(first.hash);
  });

  it('exports a handler, brings the PostgreSQL client along and leaves the SDK and all of CDKTF out', () => {
    const { content } = unzipped(readFileSync(functionCode(source).file));
    const file = join(folder, 'index.js');
    writeFileSync(file, content);
    const asked: string[] = [];
    const stub = new Proxy({}, { get: () => class {} });
    const inFunction = { exports: {} as Record<string, unknown> };
    new Function('require', 'module', 'exports', content.toString())(
      (name: string) => {
        asked.push(name);
        return name.startsWith('@aws-sdk/') ? stub : require(name);
      },
      inFunction,
      inFunction.exports,
    );
    expect(inFunction.exports['handler']).toBeInstanceOf(Function);
    const packages = asked.filter((name) => !require('node:module').isBuiltin(name)).sort();
    expect(packages).toEqual(['@aws-sdk/client-secrets-manager', '@aws-sdk/client-ssm']);
    expect(content.length).toBeLessThan(300_000);
  });

  it('holds no path of the machine that it was built on', () => {
    const { content } = unzipped(readFileSync(functionCode(source).file));
    expect(content.toString()).not.toContain(process.cwd());
    expect(content.toString()).not.toContain(join(__dirname, '..'));
  });
});
