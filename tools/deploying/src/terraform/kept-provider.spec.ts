import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '@dotkom/processes';
import { temporaryFolder } from '@dotkom/processes/testing';
import { readStack } from '@dotkom/synthesised';
import { program } from '../testing/programs';
import { KeptProvider } from './kept-provider';
import { run } from './process';

const root = temporaryFolder();
const env = { PATH: process.env.PATH };
const configured = (...aws: object[]) => readStack('grades-prod', JSON.stringify({ provider: { aws } }));
const onceConfigured = configured({ region: 'eu-north-1' });

/** A working folder whose provider is a program, linked from a mirror as `init` does it. */
function initialised(javascript: string): string {
  const folder = mkdtempSync(join(root, 'stack-'));
  const mirror = join(folder, 'mirror');
  const versions = join(
    folder,
    '.terraform',
    'providers',
    'registry.terraform.io',
    'hashicorp',
    'aws',
    '5.100.0',
  );
  for (const made of [mirror, versions]) mkdirSync(made, { recursive: true });
  writeFileSync(join(mirror, 'LICENSE.txt'), '');
  program(mirror, 'terraform-provider-aws_v5.100.0_x5', javascript);
  symlinkSync(mirror, join(versions, 'linux_amd64'));
  return folder;
}

const provider = `
  require('node:fs').writeFileSync('provider.pid', String(process.pid));
  require('node:fs').writeFileSync('socket.folder', process.env.TMPDIR);
  if (process.argv[2] === '-debug') console.log("Provider started.\\n\\tTF_REATTACH_PROVIDERS='{\\"aws\\":1}'");
  setInterval(() => 0, 1000);
`;

const pidOf = (folder: string) => Number(readFileSync(join(folder, 'provider.pid'), 'utf8'));

async function hasEnded(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && isAlive(pid); tries += 1) await sleep(50);
  return !isAlive(pid);
}

describe('a provider that is kept', () => {
  it('tells Terraform where it is, and ends when it is let go', async () => {
    const folder = initialised(provider);
    const kept = await KeptProvider.start(onceConfigured, folder, env);
    expect(kept?.environment).toEqual({ TF_REATTACH_PROVIDERS: '{"aws":1}' });
    expect(isAlive(pidOf(folder))).toBe(true);
    kept?.release();
    expect(await hasEnded(pidOf(folder))).toBe(true);
  });

  it('leaves no socket behind', async () => {
    const folder = initialised(provider);
    const kept = await KeptProvider.start(onceConfigured, folder, env);
    const sockets = readFileSync(join(folder, 'socket.folder'), 'utf8');
    expect(existsSync(sockets)).toBe(true);
    kept?.release();
    for (let tries = 0; tries < 200 && existsSync(sockets); tries += 1) await sleep(50);
    expect(existsSync(sockets)).toBe(false);
  });

  it('goes on for a Terraform that holds it, whoever has let it go', async () => {
    const folder = initialised(provider);
    const kept = await KeptProvider.start(onceConfigured, folder, env);
    const seen: string[] = [];
    const terraform = run({
      binary: program(
        folder,
        'terraform',
        `console.log('begun'); setTimeout(() => { process.kill(${pidOf(folder)}, 0); console.log('alive'); }, 1500)`,
      ),
      args: [],
      folder,
      env: process.env,
      holds: kept?.holder,
      onLine: (line) => {
        seen.push(line);
        kept?.release();
      },
    });
    expect(await terraform).toMatchObject({ code: 0 });
    expect(seen).toEqual(['begun', 'alive']);
    expect(await hasEnded(pidOf(folder))).toBe(true);
  });

  it('is none where the stack configures it twice: one process has one configuration', async () => {
    const twice = configured({ region: 'eu-north-1' }, { region: 'us-east-1', alias: 'us-east-1' });
    expect(await KeptProvider.start(twice, initialised(provider), env)).toBeUndefined();
  });

  it('is none where none was initialised, or it ends at once: Terraform then starts its own', async () => {
    expect(await KeptProvider.start(onceConfigured, mkdtempSync(join(root, 'empty-')), env)).toBeUndefined();
    expect(await KeptProvider.start(onceConfigured, initialised('process.exit(1)'), env)).toBeUndefined();
  });
});
