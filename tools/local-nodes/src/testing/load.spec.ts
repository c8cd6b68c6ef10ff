import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { load } from './load';
import { until } from './until';

describe('a load', () => {
  it('loses what is answered otherwise, and what is not answered at all', async () => {
    const answers = [
      { body: 'page' },
      { body: 'another' },
      { status: 503 },
      'hangs up',
      { body: 'page' },
    ] as const;
    const hosts = new Set<string | undefined>();
    let turn = 0;
    const server = createServer((request, response) => {
      hosts.add(request.headers.host);
      const answer = answers[turn++] ?? { body: 'page' };
      if (answer === 'hangs up') return request.socket.destroy();
      const { status = 200, body = '' } = answer as { status?: number; body?: string };
      return response.writeHead(status).end(body);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const under = load({ port, host: 'grades.no', pauseMs: 1, body: 'page' });
    await until(() => turn >= answers.length);
    const { asked, lost } = await under.end();
    server.close();
    expect(asked).toBe(turn);
    expect([...hosts]).toEqual([`grades.no.localhost:${port}`]);
    const said = lost.map((line) => line.replace(/ at \S+:(?= )/, ''));
    expect(said.sort()).toEqual([
      'grades.no "socket hang up"',
      'grades.no {"status":200,"body":"another"}',
      'grades.no {"status":503,"body":""}',
    ]);
  });
});
