import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { postgresFolder } from './postgres/postgres';
import { deployDatabase } from './testing/little-database';
import { LittleService } from './testing/little-service';
import { NodesInTest } from './testing/nodes-in-test';
import { until } from './testing/until';
import { readNodes } from './record';

const nodes = new NodesInTest();
const { dir } = nodes.place;

beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

const page = { '/www/index.html': 'page', '/www/health': 'ok' };

/** A service that runs, beside a database. */
async function deploy(): Promise<LittleService> {
  const api = await nodes.estate.service('api');
  const image = { command: ['httpd', '-f', '-p', '3000', '-h', '/www'], files: page };
  await api.create(await api.register(await nodes.build('api', image)));
  await Promise.all([api.steady(120), deployDatabase(nodes.endpoint)]);
  await until(() => readNodes(dir)?.postgres !== undefined);
  return api;
}

/** What it answers, once a task of it is healthy again. */
async function answerOf({ host }: LittleService): Promise<unknown> {
  await until(async () => (await nodes.get(host)).status !== 503, 60);
  return nodes.get(host);
}

const containers = () => nodes.engine.run(['ps', '--all', '--quiet']);

/** Its supervisor, moto, PostgreSQL, and what holds its containers. */
function processesOf(instanceId: string): string[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes(instanceId.slice(0, 8)));
}

function killSupervisor(): string {
  const { instanceId } = nodes;
  const { supervisorPid } = JSON.parse(readFileSync(join(dir, 'local-aws', 'process.json'), 'utf8'));
  process.kill(supervisorPid, 'SIGKILL');
  return instanceId;
}

nodes.describe('what is killed in the middle', () => {
  it('is a container: another one takes its place, and its end is told', async () => {
    const api = await deploy();
    const [container = ''] = (await nodes.engine.run(['ps', '--quiet'])).split('\n');
    await nodes.engine.run(['kill', '--signal', 'KILL', container]);
    await until(async () => (await api.tasks('STOPPED')).length > 0, 60);
    await api.steady(120);
    const [stopped] = await api.tasks('STOPPED');
    expect([stopped?.stoppedReason, stopped?.containers?.[0]?.exitCode]).toEqual([
      'Essential container in task exited',
      137,
    ]);
    expect(await answerOf(api)).toEqual({ status: 200, body: 'page' });
  });

  it('is the supervisor: the next start clears up what is left, and deploys again', async () => {
    const instanceId = killSupervisor();
    await sleep(500);
    expect(await findLocalAws(nodes.place)).toBeUndefined();
    expect([await containers(), await nodes.networks(instanceId)]).not.toContain('');

    await nodes.start();
    expect(processesOf(instanceId)).toEqual([]);
    expect(existsSync(postgresFolder(instanceId))).toBe(false);
    expect(await containers()).toBe('');
    const api = await deploy();
    expect(await nodes.get(api.host)).toEqual({ status: 200, body: 'page' });
  });

  it('is the supervisor: the stop leaves no container, network, process or file', async () => {
    const instanceId = killSupervisor();
    await stopLocalAws(nodes.place);
    expect([await containers(), await nodes.networks(instanceId)]).toEqual(['', '']);
    expect(processesOf(instanceId)).toEqual([]);
    expect([
      existsSync(postgresFolder(instanceId)),
      existsSync(join(dir, 'local-aws', 'attachment')),
    ]).toEqual([false, false]);
  });
});
