import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stopLocalAws } from '@dotkom/local-aws';
import { LittleService } from './testing/little-service';
import { NodesInTest } from './testing/nodes-in-test';

const nodes = new NodesInTest();
let api: LittleService;

/** A server that says which version it is. */
const serving = (version: string) => ({
  command: ['httpd', '-f', '-p', '3000', '-h', '/www'],
  files: { '/www/index.html': `version ${version}`, '/www/health': 'ok' },
});

beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

nodes.describe('a service', () => {
  it('is stood in for while its release is no image of the engine', async () => {
    api = await nodes.estate.service('api');
    await api.create(await api.register(`sha256:${'0'.repeat(64)}`));
    await api.steady();
    expect((await nodes.get(api.host)).body).toContain('This page stands for it');
    expect(await nodes.get('unknown.no')).toEqual({ status: 404, body: 'No application has this host.' });
  });

  it('runs as a container once it is', async () => {
    await api.update({ taskDefinition: await api.register(await nodes.build('api:1', serving('1'))) });
    const { events = [] } = await api.steady();
    expect(await nodes.get(api.host)).toEqual({ status: 200, body: 'version 1' });
    expect(events[0]?.message).toContain('has reached a steady state');
  });

  it('is rolled to the next one', async () => {
    await api.update({ taskDefinition: await api.register(await nodes.build('api:2', serving('2'))) });
    await api.steady();
    expect((await nodes.get(api.host)).body).toBe('version 2');
  });
});

nodes.describe('its end', () => {
  it('leaves nothing', async () => {
    const { instanceId } = nodes;
    const { dir } = nodes.place;
    await stopLocalAws(nodes.place);
    expect(await nodes.engine.run(['ps', '--all', '--quiet'])).toBe('');
    expect(await nodes.networks(instanceId)).toBe('');
    expect(existsSync(join(dir, 'local-aws', 'attachment'))).toBe(false);
    expect(spawnSync('ps', ['-ef'], { encoding: 'utf8' }).stdout).not.toContain(dir);
  });
});
