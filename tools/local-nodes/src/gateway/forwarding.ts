import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import { hostMeant } from './addresses';
import { Choice } from './decisions';
import { badGateway, send, timedOut } from './own-answers';
import { Targets } from './targets';

/** How long a load balancer waits for a target that says nothing: its own default. */
const idleTimeoutMs = 60_000;

/** A request that a target answers: what its answer is counted for, and where a redirect in it leads. */
interface Forwarded {
  groupArn: string;
  since: number;
  relocate: (location: string) => string;
}

/** Hands requests on to targets, and their answers back. */
export class Forwarding {
  private readonly targets: Pick<Targets, 'answers'>;
  private readonly proxy = createProxyServer({ xfwd: false, proxyTimeout: idleTimeoutMs });
  private readonly underWay = new WeakMap<IncomingMessage, Forwarded>();

  constructor(targets: Pick<Targets, 'answers'>) {
    this.targets = targets;
    this.proxy.on('proxyRes', (answer, request) => this.hasAnswered(request, answer));
    this.proxy.on('error', (_, request, response) => this.hasFailed(request, response));
  }

  /** @param port of the listener that it comes in by. */
  async request(
    request: IncomingMessage,
    response: ServerResponse,
    { target, groupArn, cookie }: Choice,
    port: number,
    relocate: Forwarded['relocate'],
  ): Promise<void> {
    addHeaders(request, port);
    this.underWay.set(request, { groupArn, since: Date.now(), relocate });
    if (cookie) response.appendHeader('set-cookie', cookie);
    await this.proxy.web(request, response, { target: `http://127.0.0.1:${target.port}` });
  }

  /** @param port of the listener that it comes in by. */
  async webSocket(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
    { target }: Choice,
    port: number,
  ): Promise<void> {
    addHeaders(request, port);
    await this.proxy.ws(request, socket, { target: `http://127.0.0.1:${target.port}` }, head);
  }

  private hasAnswered(request: IncomingMessage, { headers, statusCode: status = 0 }: IncomingMessage): void {
    const forwarded = this.underWay.get(request);
    if (!forwarded) return;
    const { groupArn, since, relocate } = forwarded;
    const at = Date.now();
    this.targets.answers.note(groupArn, { at, status, seconds: (at - since) / 1000 });
    if (headers.location) headers.location = relocate(headers.location);
  }

  /** As a load balancer answers for a target that hangs up, or takes too long. */
  private hasFailed(request: IncomingMessage | undefined, response: unknown): void {
    const since = (request && this.underWay.get(request)?.since) ?? Infinity;
    if (response instanceof ServerResponse && !response.headersSent)
      send(response, Date.now() - since >= idleTimeoutMs ? timedOut : badGateway, request?.method);
    else (response as ServerResponse | Socket | undefined)?.destroy();
  }
}

/** What a load balancer adds, and the host that is meant in place of the one on this machine. */
function addHeaders({ headers, socket }: IncomingMessage, port: number): void {
  const before = headers['x-forwarded-for'];
  const from = socket.remoteAddress?.replace('::ffff:', '') ?? '';
  Object.assign(headers, {
    host: hostMeant(headers.host),
    'x-forwarded-for': before ? `${[before].flat().join(', ')}, ${from}` : from,
    'x-forwarded-proto': port === 443 ? 'https' : 'http',
    'x-forwarded-port': String(port),
  });
}
