import { LittleService } from './testing/little-service';
import { load } from './testing/load';
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

nodes.describe('a service under load', () => {
  it('loses no request while a release rolls, one is rolled back, and it is scaled', async () => {
    api = await nodes.estate.service('api', { HealthCheckTimeoutSeconds: 4, UnhealthyThresholdCount: 3 });
    await api.create(await api.register(await serving('one')));
    await api.steady(120);
    const under = load({ port: nodes.gatewayPort, host: api.host, pauseMs: 20, body: 'page' });

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
