import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LittleService } from './testing/little-service';
import { NodesInTest } from './testing/nodes-in-test';

const nodes = new NodesInTest();
let api: LittleService;

beforeAll(() => nodes.start());
afterAll(() => nodes.stop());

const files = { '/www/index.html': 'page', '/www/health': 'ok' };
const serving = (name: string) =>
  nodes.build(name, {
    command: ['httpd', '-f', '-p', '3000', '-h', '/www'],
    files: { ...files, '/www/version': name },
  });

/** About 50 requests a second, until it is ended. */
function load(host: string) {
  const port = nodes.gatewayPort;
  const agent = new Agent({ keepAlive: true });
  const lost: string[] = [];
  let [asked, isOver] = [0, false];
  const once = () =>
    new Promise<void>((resolve) => {
      asked += 1;
      const lose = (why: string) => (lost.push(`${new Date().toISOString()} ${why}`), resolve());
      const headers = { host: `${host}.localhost:${port}` };
      const asking = request({ host: '127.0.0.1', port, agent, headers, timeout: 30_000 }, (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () =>
          answer.statusCode === 200 && body === 'page' ? resolve() : lose(`${answer.statusCode} ${body}`),
        );
        answer.on('error', (error) => lose(error.message));
      });
      asking.on('error', (error) => lose(error.message));
      asking.on('timeout', () => asking.destroy(new Error('no answer for 30 seconds')));
      asking.end();
    });
  const going = (async () => {
    const underWay: Promise<void>[] = [];
    while (!isOver) {
      underWay.push(once());
      await sleep(20);
    }
    await Promise.all(underWay);
    agent.destroy();
    return { asked, lost };
  })();
  return {
    end: () => ((isOver = true), going),
  };
}

nodes.describe('a service under load', () => {
  it('loses no request while a release rolls, one is rolled back, and it is scaled', async () => {
    api = await nodes.estate.service('api', { HealthCheckTimeoutSeconds: 4, UnhealthyThresholdCount: 3 });
    await api.create(await api.register(await serving('one')));
    await api.steady(120);
    const under = load(api.host);

    await api.update({ taskDefinition: await api.register(await serving('two')) });
    await api.steady(120);
    expect(await nodes.get(api.host, '/version')).toEqual({ status: 200, body: 'two' });

    const bad = await nodes.build('bad', { command: ['sh', '-c', 'exit 1'] });
    await api.update({ taskDefinition: await api.register(bad) });
    await api.steady(120);
    expect(await nodes.get(api.host, '/version')).toEqual({ status: 200, body: 'two' });

    for (const desiredCount of [3, 1]) {
      await api.update({ desiredCount });
      await api.steady(120);
      expect(await api.tasks('RUNNING')).toHaveLength(desiredCount);
    }
    const { asked, lost } = await under.end();
    console.info(`${asked} requests during two releases and two scalings, ${lost.length} lost`);
    expect(lost).toEqual([]);
    expect(asked).toBeGreaterThan(200);
  });
});
