import { Action, RuleCondition } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createServer, IncomingMessage, request, RequestOptions, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { Duplex } from 'node:stream';
import { until } from '../testing/until';
import { Answers } from './answers';
import { Gateway } from './gateway';
import { Names } from './names';
import { Routes } from './routes';

// By AWS's guide to Application Load Balancers: "Listener rules", "HTTP headers", "Sticky sessions", "Troubleshooting".

const servers: Server[] = [];

/** A task that says what it was asked, and does what some paths want. */
async function task(name: string): Promise<number> {
  const server = createServer((asked, answer) => {
    if (asked.url === '/login') return answer.writeHead(302, { location: 'https://grades.no/home' }).end();
    if (asked.url === '/away') return answer.writeHead(302, { location: 'https://auth0.com/' }).end();
    if (asked.url === '/hang-up') return asked.socket.destroy();
    if (asked.url === '/events') {
      answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: first\n\n');
      asked.socket.once('close', () => (hungUp = true));
      return;
    }
    let body = '';
    asked.on('data', (chunk: Buffer) => (body += chunk.toString()));
    asked.on('end', () => answer.end(JSON.stringify({ task: name, url: asked.url, body, ...asked.headers })));
  });
  server.on('upgrade', (asked, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
    socket.write(`${asked.headers['host']} ${asked.headers['x-forwarded-proto']}`);
    socket.on('data', (chunk: Buffer) => socket.write(chunk.toString().toUpperCase()));
    socket.on('error', () => {}).on('end', () => socket.end());
    webSockets.push(socket);
  });
  return listening(server);
}
let hungUp = false;
const webSockets: Duplex[] = [];

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const hosts = (...Values: string[]): RuleCondition => ({
  Field: 'host-header',
  HostHeaderConfig: { Values },
});
const paths = (...Values: string[]): RuleCondition => ({
  Field: 'path-pattern',
  PathPatternConfig: { Values },
});
const to = (TargetGroupArn: string): Action => ({ Type: 'forward', TargetGroupArn });
const answering = (StatusCode: string, MessageBody: string): Action => ({
  Type: 'fixed-response',
  FixedResponseConfig: { StatusCode, MessageBody, ContentType: 'text/plain' },
});
const redirecting = (change: object): Action => ({
  Type: 'redirect',
  RedirectConfig: { StatusCode: 'HTTP_301', ...change },
});
const rule = (priority: number, actions: Action[], ...conditions: RuleCondition[]) => ({
  priority,
  actions,
  conditions,
});

const routes: Routes = {
  loadBalancers: [
    {
      arn: 'balancer',
      dnsName: 'balancer.elb.amazonaws.com',
      listeners: [
        {
          port: 80,
          protocol: 'HTTP',
          rules: [rule(Infinity, [redirecting({ Protocol: 'HTTPS', Port: '443' })])],
        },
        {
          port: 443,
          protocol: 'HTTPS',
          rules: [
            rule(10, [to('api')], hosts('grades.no'), paths('/api/*')),
            rule(20, [to('web')], hosts('grades.no', 'www.grades.no')),
            rule(30, [to('web')], hosts('*.vinstraff.no')),
            rule(40, [redirecting({ Host: 'grades.no', Path: '/moved/#{path}' })], hosts('old.grades.no')),
            rule(50, [answering('503', 'Back soon')], hosts('closed.no')),
            rule(60, [to('empty')], hosts('empty.no')),
            rule(70, [to('sticky')], hosts('sticky.no')),
            rule(Infinity, [answering('404', 'No application has this host.')]),
          ],
        },
      ],
    },
  ],
  groups: new Map([
    [
      'sticky',
      { attributes: { 'stickiness.enabled': 'true', 'stickiness.lb_cookie.duration_seconds': '60' } },
    ],
  ]),
  names: new Names([
    { Name: 'grades.no.', Type: 'A', AliasTarget: { DNSName: 'balancer.elb.amazonaws.com.' } as never },
    { Name: 'app.grades.no.', Type: 'A', AliasTarget: { DNSName: 'before.cloudfront.net.' } as never },
    { Name: 'lost.grades.no.', Type: 'A', AliasTarget: { DNSName: 'before.cloudfront.net.' } as never },
    { Name: 'docs.grades.no.', Type: 'A', ResourceRecords: [{ Value: '192.0.2.80' }] },
  ]),
};

const site = { rootObject: 'index.html', errorResponses: [] };
/** Each bucket holds its name. */
const readFrom = async ({ input: { Bucket } }: GetObjectCommand) => ({
  Body: { transformToByteArray: async () => Buffer.from(Bucket ?? '') },
});

let gateway: Gateway;
let plainPort = 0;

beforeAll(async () => {
  const target = async (name: string) => ({
    id: name,
    port: await task(name),
    state: 'healthy' as const,
    inFlight: 0,
  });
  const groups: Record<string, Awaited<ReturnType<typeof target>>[]> = {
    api: [await target('api-1')],
    web: [await target('web-1')],
    sticky: [await target('sticky-1'), await target('sticky-2')],
  };
  const inGroup = (arn: string) => groups[arn] ?? [];
  const targets = { available: inGroup, of: inGroup, answers: new Answers() };
  gateway = new Gateway({
    clients: { s3: { send: readFrom } } as never,
    deployed: {
      routes: async () => routes,
      sites: async () => [
        { ...site, domainName: 'before.cloudfront.net', aliases: [], bucket: 'before' },
        { ...site, domainName: 'after.cloudfront.net', aliases: ['app.grades.no'], bucket: 'after' },
      ],
    },
    targets: targets as never,
    standIn: async () => undefined,
  });
  await gateway.listen(0);
  plainPort = await listening(gateway.attachTo(createServer(), { port: 80, isLocal: false }));
});
afterAll(async () => {
  await gateway.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

interface Said {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

function ask(
  host: string,
  path = '/',
  { body = '', ...options }: RequestOptions & { body?: string } = {},
): Promise<Said> {
  return new Promise((resolve, reject) => {
    const headers = { host, ...(options.headers as object) };
    const asked = request(
      { host: '127.0.0.1', port: gateway.port, path, agent: false, ...options, headers },
      (answer) => {
        let said = '';
        answer.on('data', (chunk: Buffer) => (said += chunk.toString()));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: said }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

describe('a request', () => {
  it.each([
    ['its host', 'grades.no', '/', 'web-1'],
    ['its host on this machine', 'grades.no.localhost:8080', '/', 'web-1'],
    ['its host with a port', 'grades.no:443', '/', 'web-1'],
    ['its host in capitals', 'GRADES.NO', '/', 'web-1'],
    ['another host of the rule', 'www.grades.no', '/', 'web-1'],
    ['a wildcard', 'api.vinstraff.no', '/', 'web-1'],
    ['the rule with the lower number', 'grades.no', '/api/users?a=b', 'api-1'],
    ['its path as it is written', 'grades.no', '/API/users', 'web-1'],
  ])('is led by %s', async (_, host, path, name) => {
    const { status, body } = await ask(host, path);
    expect([status, JSON.parse(body)]).toEqual([200, expect.objectContaining({ task: name, url: path })]);
  });

  it.each<[string, string, string, number, string]>([
    ['of a host that no rule knows', 'nobody.no', '/', 404, 'No application has this host.'],
    ['that a rule answers', 'closed.no', '/', 503, 'Back soon'],
    ['of a service without a healthy task', 'empty.no', '/', 503, '503 Service Temporarily Unavailable'],
    ['on which a task hangs up', 'grades.no', '/hang-up', 502, '502 Bad Gateway'],
    ['of a site, by the distribution whose alias it is', 'app.grades.no', '/', 200, 'after'],
    ['of a site that is the alias of no distribution', 'lost.grades.no', '/', 403, 'could not be satisfied'],
    ['of a host elsewhere', 'docs.grades.no', '/', 404, 'docs.grades.no leads to 192.0.2.80'],
  ])('%s is answered', async (_, host, path, status, said) => {
    const answer = await ask(host, path);
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(said)]);
  });

  it('by HTTP is redirected to HTTPS', async () => {
    const { status, headers } = await ask('grades.no', '/a?b=c', { port: plainPort });
    expect([status, headers.location]).toEqual([301, 'https://grades.no:443/a?b=c']);
  });

  it.each([
    ['by a rule, to a host that is deployed: on this machine', 'old.grades.no', '/a', 'grades', '/moved/a'],
    ['by the application: on this machine', 'grades.no', '/login', 'grades', '/home'],
  ])('is redirected %s', async (_, host, path, name, aim) => {
    const { headers } = await ask(host, path);
    expect(headers.location).toBe(`http://${name}.no.localhost:${gateway.port}${aim}`);
  });

  it('is redirected elsewhere as the application says', async () => {
    expect((await ask('grades.no', '/away')).headers.location).toBe('https://auth0.com/');
  });

  it('comes with what a load balancer adds, for the host that is meant', async () => {
    const before = { 'x-forwarded-for': '203.0.113.7' };
    const { body } = await ask('grades.no.localhost:8080', '/', { headers: before });
    expect(JSON.parse(body)).toMatchObject({
      host: 'grades.no',
      'x-forwarded-for': '203.0.113.7, 127.0.0.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
    });
  });

  it('keeps its method and body', async () => {
    const { body } = await ask('grades.no', '/', { method: 'POST', body: 'grade=A' });
    expect(JSON.parse(body)).toMatchObject({ body: 'grade=A' });
    expect((await ask('grades.no', '/', { method: 'HEAD' })).body).toBe('');
  });
});

describe('the port of the gateway', () => {
  it('is refused where another program has it, with what to do', async () => {
    await expect(new Gateway({} as never).listen(plainPort)).rejects.toThrow(
      new RegExp(`^Port ${plainPort} is taken by another program.*--gateway-port 8081`),
    );
  });
});

describe('a session that sticks', () => {
  const taskOf = ({ body }: Said) => JSON.parse(body).task as string;

  it('goes to the task that its cookie names; others take turns', async () => {
    const first = await ask('sticky.no');
    const [cookie = ''] = first.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^AWSALB=.*; Max-Age=60; Path=\/$/);
    const headers = { cookie: cookie.split(';')[0] };
    for (let again = 0; again < 4; again += 1)
      expect(taskOf(await ask('sticky.no', '/', { headers }))).toBe(taskOf(first));
    expect(new Set([taskOf(await ask('sticky.no')), taskOf(await ask('sticky.no'))]).size).toBe(2);
  });
});

describe('what stays open', () => {
  it('is a WebSocket, in both directions, and its end', async () => {
    const headers = { host: 'grades.no.localhost', connection: 'upgrade', upgrade: 'websocket' };
    const asked = request({ host: '127.0.0.1', port: gateway.port, path: '/', headers });
    const said = await new Promise<string[]>((resolve, reject) => {
      const heard: string[] = [];
      asked.on('error', reject);
      asked.on('upgrade', (_, socket, head) => {
        const hear = (chunk: Buffer) => {
          heard.push(chunk.toString());
          if (heard.join('').includes('HEI')) return (socket.destroy(), resolve([heard.join('')]));
          if (heard.length === 1) socket.write('hei');
        };
        if (head.length > 0) hear(head);
        socket.on('data', hear);
      });
      asked.end();
    });
    expect(said).toEqual(['grades.no httpsHEI']);
    await until(() => webSockets[0]!.closed);
  });

  it('is refused as one of a host that no rule knows', async () => {
    const headers = { host: 'nobody.no', connection: 'upgrade', upgrade: 'websocket' };
    expect((await ask('nobody.no', '/', { headers })).status).toBe(404);
  });

  it('are server-sent events, each as it comes; the task hears when the browser has gone', async () => {
    const headers = { host: 'grades.no' };
    const asked = request({ host: '127.0.0.1', port: gateway.port, path: '/events', headers, agent: false });
    const first = await new Promise<string>((resolve, reject) => {
      asked.on('error', reject);
      asked.on('response', (answer) => answer.once('data', (chunk: Buffer) => resolve(chunk.toString())));
      asked.end();
    });
    expect(first).toBe('data: first\n\n');
    asked.on('error', () => {});
    asked.destroy();
    await until(() => hungUp);
  });
});
