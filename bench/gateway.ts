import { Agent, request } from 'node:http';
import { LittleService } from '../tools/local-nodes/src/testing/little-service';
import { NodesInTest } from '../tools/local-nodes/src/testing/nodes-in-test';
import { Benchmark, rounded, times } from './figures';

const requests = 2000;

interface Way {
  port: number;
  host: string;
}

/** One request after the other over one connection; milliseconds of each. */
async function ask({ port, host }: Way): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took: number[] = [];
  for (let n = 0; n < requests; n += 1) {
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      request({ host: '127.0.0.1', port, agent, headers: { host } }, (answer) => {
        if (answer.statusCode !== 200) reject(new Error(`It answered ${answer.statusCode}.`));
        answer.resume().on('end', resolve);
      })
        .on('error', reject)
        .end();
    });
    took.push(performance.now() - started);
  }
  agent.destroy();
  return took.sort((one, other) => one - other);
}

async function containerPort(nodes: NodesInTest, api: LittleService): Promise<number> {
  const [container = ''] = (await nodes.engine.run(['ps', '--quiet'])).split('\n');
  const ports = await nodes.engine.run(['port', container]);
  const port = Number(/:(\d+)\s*$/m.exec(ports)?.[1]);
  if (!port) throw new Error(`The container of ${api.host} has no port: ${ports}`);
  return port;
}

/** What the gateway of this machine adds to an answer. */
export const gateway: Benchmark = async () => {
  const nodes = new NodesInTest();
  try {
    await nodes.start();
    const api = await nodes.estate.service('api');
    const image = {
      command: ['httpd', '-f', '-p', '3000', '-h', '/www'],
      files: { '/www/index.html': 'page', '/www/health': 'ok' },
    };
    await api.create(await api.register(await nodes.build('api', image)));
    await api.steady(120);
    const ways = {
      'reached directly': { port: await containerPort(nodes, api), host: 'localhost' },
      'through the gateway': { port: nodes.gatewayPort, host: `${api.host}.localhost` },
    };
    const rows: (readonly [string, number, number, number])[] = [];
    for (const [what, way] of Object.entries(ways)) {
      await ask(way); // Warms up.
      const took = await ask(way);
      const at = (share: number) => took[Math.floor(took.length * share)] ?? 0;
      rows.push([what, at(0.5), at(0.99), (1000 * took.length) / took.reduce((sum, each) => sum + each, 0)]);
    }
    const [direct, through] = rows;
    return {
      title: 'The gateway of this machine',
      how: `The same container (BusyBox's httpd), ${requests} requests one after the other, once reached by its own port and once by its host behind the gateway.`,
      columns: ['what', 'median, ms', '99 of 100 within, ms', 'requests a second'],
      rows: rows.map(([what, ...figures]) => [what, ...figures.map(rounded)]),
      says: [
        `The median answer takes ${times(through?.[1] ?? 0, direct?.[1] ?? 0)} as long through the gateway.`,
      ],
    };
  } finally {
    await nodes.stop();
  }
};
