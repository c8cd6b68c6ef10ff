import { DescribeTasksCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  configOf,
  deployDatabase,
  LittleService,
  NodesInTest,
  wishForDatabase,
} from '@dotkom/local-nodes/testing';

jest.setTimeout(300_000);

const nodes = new NodesInTest();
const main = join(__dirname, '../../../../examples/kvittering/src/main.mjs');
let api: LittleService;
let image: string;
/** What the stack gives each of its containers. */
let given: object;

beforeAll(async () => {
  await nodes.start();
  if (!nodes.estate) return;
  const sqs = new SQSClient(configOf(nodes.endpoint));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'receipts' }));
  await deployDatabase(nodes.endpoint);
  await wishForDatabase(nodes.endpoint, { connections: 10, tls: 'checked' });
  const valueFrom = 'arn:aws:ssm:eu-north-1:123456789012:parameter/secrets/grades/prod/DATABASE_URL';
  const environment = { QUEUE_URL: QueueUrl, NODE_EXTRA_CA_CERTS: '/app/eu-north-1-bundle.pem' };
  given = {
    memory: 256,
    environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
    secrets: [{ name: 'DATABASE_URL', valueFrom }],
  };
  image = await nodes.build('kvittering', { command: ['node', '/program.js', 'server'], program: main });
  api = await nodes.estate.service('api');
});
afterAll(() => nodes.stop());

/** Registers a part of the example, as one revision of a service. */
function part(service: LittleService, name: string): Promise<string> {
  return service.register(image, { ...given, command: ['node', '/program.js', name] });
}

/** Runs a part once; gives its exit code and what it said. */
async function runOnce(once: LittleService, name: string): Promise<[number | undefined, string[]]> {
  const { ecs } = nodes.estate.clients;
  const taskDefinition = await part(once, name);
  const cluster = once.clusterArn;
  const { tasks: [started] = [] } = await ecs.send(new RunTaskCommand({ cluster, taskDefinition }));
  for (;;) {
    const { tasks: [task] = [] } = await ecs.send(
      new DescribeTasksCommand({ cluster, tasks: [started?.taskArn ?? ''] }),
    );
    if (task?.lastStatus === 'STOPPED') return [task.containers?.[0]?.exitCode, await once.logLines()];
    await sleep(200);
  }
}

/** Sends the form of the page, as a browser does; gives the status. */
function add(what: string, kroner: number): Promise<number | undefined> {
  const headers = {
    host: `${api.host}.localhost:${nodes.gatewayPort}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: nodes.gatewayPort, method: 'POST', path: '/', agent: false, headers },
      (answer) => resolve(answer.resume().statusCode),
    );
    sent.on('error', reject);
    sent.end(new URLSearchParams({ what, kroner: String(kroner) }).toString());
  });
}

nodes.describe('the example', () => {
  it('makes its table, twice without harm', async () => {
    const migration = await nodes.estate.service('migration');
    expect(await runOnce(migration, 'migration')).toEqual([
      0,
      expect.arrayContaining(['The table of receipts is there.']),
    ]);
    expect((await runOnce(migration, 'migration'))[0]).toBe(0);
  });

  it('takes receipts on its page, which wait for the worker', async () => {
    await api.create(await part(api, 'server'));
    await api.steady();
    expect(await add('Kake <3', 250)).toBe(303);
    expect((await nodes.get(api.host)).body).toContain('<li>Kake &#60;3, 250 kr: waits</li>');
  });

  it('counts at night what waits', async () => {
    const nightly = await nodes.estate.service('nightly');
    expect(await runOnce(nightly, 'nightly')).toEqual([
      0,
      expect.arrayContaining(['1 receipts wait, 250 kr.']),
    ]);
  });

  it('pays them by its worker, through the queue', async () => {
    const worker = await nodes.estate.service('worker');
    await worker.create(await part(worker, 'worker'), { loadBalancers: [] });
    await worker.steady();
    const end = Date.now() + 60_000;
    while (!(await worker.logLines()).includes('Receipt 1 is paid.') && Date.now() < end) await sleep(300);
    expect(await worker.logLines()).toContain('Receipt 1 is paid.');
    expect((await nodes.get(api.host)).body).toContain('<li>Kake &#60;3, 250 kr: paid</li>');
  });
});
