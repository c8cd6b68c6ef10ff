import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { attachmentFile } from './attachment-file';
import { Engine } from './engine/engine';
import { readNodes } from './record';
import { requireEngine } from './engine/find-engine';
import { buildImage, configurePodman, whyNoContainers } from './testing/engine';
import { LittleEstate } from './testing/little-estate';

jest.setTimeout(180_000);

const workspaceRoot = join(__dirname, '..', '..', '..');
const podman = configurePodman();
const dir = mkdtempSync(join(tmpdir(), 'local-nodes-'));
const missing = whyNoContainers();
if (missing) console.warn(`SKIPPED: ${missing}: no container is run.`);
const describeContainers = missing ? describe.skip : describe;
let engine: Engine;
let estate: LittleEstate;
let port = 0;

/** A server that says which version it is. */
const serving = (version: string) => ({
  command: ['httpd', '-f', '-p', '3000', '-h', '/www'],
  files: { '/www/index.html': `version ${version}`, '/www/health': 'ok' },
});

async function get(host: string, path = '/'): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, agent: false, headers: { host: `${host}.localhost:${port}` } },
      (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

beforeAll(async () => {
  if (missing) return;
  engine = await requireEngine();
  const { endpoint } = await startLocalAws({
    workspaceRoot,
    dir,
    attachment: attachmentFile,
    attachmentOptions: { gatewayPort: '0' },
  });
  port = readNodes(dir)!.gateway;
  estate = new LittleEstate(endpoint);
  await estate.deployPlatform();
});

afterAll(async () => {
  await stopLocalAws({ workspaceRoot, dir });
  await engine?.run(['rmi', '--all', '--force']).catch(() => undefined);
  podman.remove();
  rmSync(dir, { recursive: true, force: true });
});

describeContainers('a service', () => {
  it('is stood in for while its release is no image of the engine', async () => {
    await estate.createService(await estate.register(`sha256:${'0'.repeat(64)}`));
    await estate.steady();
    expect((await get('grades.no')).body).toContain('This page stands for it');
    expect(await get('unknown.no')).toEqual({ status: 404, body: 'No application has this host.' });
  });

  it('runs as a container once it is', async () => {
    await estate.update({
      taskDefinition: await estate.register(await buildImage(engine, 'api:1', serving('1'))),
    });
    const { events = [] } = await estate.steady();
    expect(await get('grades.no')).toEqual({ status: 200, body: 'version 1' });
    expect(events[0]?.message).toContain('has reached a steady state');
  });

  it('is rolled to the next one', async () => {
    await estate.update({
      taskDefinition: await estate.register(await buildImage(engine, 'api:2', serving('2'))),
    });
    await estate.steady();
    expect((await get('grades.no')).body).toBe('version 2');
  });

  it('goes back when the next one exits, with the reason and the log', async () => {
    const broken = await buildImage(engine, 'api:3', {
      command: ['sh', '-c', 'echo no DATABASE_URL; exit 3'],
    });
    const before = (await estate.service()).taskDefinition;
    await estate.update({ taskDefinition: await estate.register(broken) });
    const service = await estate.steady();
    expect(service.taskDefinition).toBe(before);
    expect((await get('grades.no')).body).toBe('version 2');
    const [task] = await estate.stoppedTasks();
    expect(task?.containers?.[0]?.exitCode).toBe(3);
    expect(await estate.logLines()).toContain('no DATABASE_URL');
  });
});

describeContainers('its end', () => {
  it('leaves nothing', async () => {
    await stopLocalAws({ workspaceRoot, dir });
    expect(await engine.run(['ps', '--all', '--quiet'])).toBe('');
    expect(await engine.run(['network', 'ls', '--quiet', '--filter', 'label=no.dotkom.local-aws'])).toBe('');
    expect(existsSync(join(dir, 'local-aws', 'attachment'))).toBe(false);
    expect(spawnSync('ps', ['-ef'], { encoding: 'utf8' }).stdout).not.toContain(dir);
  });
});
