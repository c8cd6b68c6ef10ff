import { once } from 'node:events';
import { createServer, IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { AddressInfo, Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import { gatewayPortTaken } from '../errors';
import { hostMeant, localLocation } from './addresses';
import { Asked, ruleFor } from './match';
import { redirectedTo } from './redirect';
import { Listener, LoadBalancer, Routes } from './routes';
import { distributedAnswer } from './site-answer';
import { Site } from './sites';
import { escaped, page, StandIn, standInPage } from './stand-in';
import { RegisteredTarget, Targets } from './targets';
import { Clients } from '../clients';

/** What the gateway answers from. */
export interface GatewaySources {
  clients: Pick<Clients, 's3'>;
  routes: () => Promise<Routes>;
  sites: () => Promise<readonly Site[]>;
  targets: Targets;
  /** The service behind a target group for which no container runs. */
  standIn: (targetGroupArn: string) => Promise<StandIn | undefined>;
}

/** Which of a load balancer's listeners a request comes in by. */
interface Entrance {
  port: 80 | 443;
  isLocal: boolean;
}

/** The answer to a request that no target gets. */
interface OwnAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const cookieName = 'AWSALB';

/** How long a load balancer waits for a target that says nothing: its own default. */
const idleTimeoutMs = 60_000;

/**
 * Answers as what is deployed would: the record of a host leads to a load balancer, whose rules lead to the tasks, or
 * to a distribution and its bucket.
 */
export class Gateway {
  port = 0;

  private readonly sources: GatewaySources;
  private readonly proxy = createProxyServer({ xfwd: false, proxyTimeout: idleTimeoutMs });
  private readonly servers: Server[] = [];
  private readonly turns = new Map<string, number>();

  constructor(sources: GatewaySources) {
    this.sources = sources;
    this.proxy.on('proxyRes', (answer, request) => {
      const { location } = answer.headers;
      const entrance = entrances.get(request);
      if (entrance) this.count(entrance, answer.statusCode ?? 0);
      if (location && entrance?.isLocal) answer.headers.location = entrance.rewrite(location);
    });
    this.proxy.on('error', (_, request, response) => this.targetFailed(request, response));
  }

  /**
   * Listens on loopback for people, as if they came by HTTPS.
   *
   * @throws UserError when the port is taken.
   */
  async listen(port: number): Promise<void> {
    const server = this.attachTo(createServer(), { port: 443, isLocal: true });
    await once(server.listen(port, '127.0.0.1'), 'listening').catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' ? gatewayPortTaken(port) : error;
    });
    this.port = (server.address() as AddressInfo).port;
  }

  /** Answers on another server as one of the load balancers' listeners, for containers. */
  attachTo<S extends Server>(server: S, entrance: Entrance): S {
    const answer: RequestListener = (request, response) => {
      void this.answer(request, response, entrance).catch((error: Error) => {
        send(response, { status: 500, body: `The gateway of this machine failed: ${error.message}` });
      });
    };
    server.on('request', answer);
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      void this.upgrade(request, socket, head, entrance).catch(() => socket.destroy());
    });
    this.servers.push(server);
    return server;
  }

  async close(): Promise<void> {
    for (const server of this.servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    entrance: Entrance,
  ): Promise<void> {
    const asked = askedBy(request);
    const routes = await this.sources.routes();
    const end = routes.names.endOf(asked.host);
    const sites = await this.sources.sites();
    if (sites.some(({ domainName }) => domainName === end)) {
      const answer = await distributedAnswer(this.sources.clients, sites, asked);
      if (answer.headers['location'])
        answer.headers['location'] = this.located(answer.headers['location'], routes, entrance);
      return send(response, answer, request.method);
    }
    const listener = listenerFor(routes, end, entrance);
    if (!listener) return send(response, notHere(asked.host, end));
    const decided = await this.decide(listener, asked, request, response);
    if ('target' in decided) return this.forward(request, response, decided, routes, entrance);
    const { location } = decided.headers ?? {};
    if (location)
      decided.headers = { ...decided.headers, location: this.located(location, routes, entrance) };
    send(response, decided, request.method);
  }

  private async upgrade(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
    entrance: Entrance,
  ): Promise<void> {
    const asked = askedBy(request);
    const routes = await this.sources.routes();
    const listener = listenerFor(routes, routes.names.endOf(asked.host), entrance);
    const decided = listener && (await this.decide(listener, asked, request, socket));
    if (!decided || !('target' in decided)) {
      socket.end(`HTTP/1.1 ${decided?.status ?? 404} \r\nconnection: close\r\n\r\n`);
      return;
    }
    const { target } = decided;
    forwardedHeaders(request, asked.host, entrance);
    await this.proxy.ws(request, socket, { target: `http://127.0.0.1:${target.port}` }, head);
  }

  /** What the rules say: an answer of the gateway's own, or the target that takes the request. */
  private async decide(
    listener: Listener,
    asked: Asked,
    request: IncomingMessage,
    answered: ServerResponse | Socket,
  ): Promise<OwnAnswer | Choice> {
    const rule = ruleFor(listener, asked);
    const action = rule?.actions.find(
      ({ Type }) => Type !== 'authenticate-cognito' && Type !== 'authenticate-oidc',
    );
    if (action?.Type === 'fixed-response') {
      const { StatusCode, ContentType = 'text/plain', MessageBody } = action.FixedResponseConfig ?? {};
      return {
        status: Number(StatusCode ?? 503),
        headers: { 'content-type': ContentType },
        body: MessageBody,
      };
    }
    if (action?.Type === 'redirect' && action.RedirectConfig) {
      const { status, location } = redirectedTo(action.RedirectConfig, asked, listener);
      return { status, headers: { location } };
    }
    return this.chooseTarget(action && groupIn(action), request, answered);
  }

  private async chooseTarget(
    groupArn: string | undefined,
    request: IncomingMessage,
    answered: ServerResponse | Socket,
  ) {
    if (!groupArn) return unavailable;
    const attributes = (await this.sources.routes()).groups.get(groupArn)?.attributes ?? {};
    const available = this.sources.targets.available(groupArn);
    if (available.length === 0) {
      const standIn =
        this.sources.targets.of(groupArn).length === 0 && (await this.sources.standIn(groupArn));
      return standIn ? standInAnswer(standIn) : unavailable;
    }
    const isSticky = attributes['stickiness.enabled'] === 'true';
    const sent = isSticky
      ? new RegExp(`${cookieName}=([^;]+)`).exec(request.headers.cookie ?? '')?.[1]
      : undefined;
    const turn = (this.turns.get(groupArn) ?? 0) + 1;
    this.turns.set(groupArn, turn);
    const target = available.find(({ id }) => id === sent) ?? available[turn % available.length]!;
    underWay(target, answered);
    const seconds = attributes['stickiness.lb_cookie.duration_seconds'] ?? '86400';
    return {
      target,
      groupArn,
      cookie: isSticky ? `${cookieName}=${target.id}; Max-Age=${seconds}; Path=/` : undefined,
    };
  }

  private async forward(
    request: IncomingMessage,
    response: ServerResponse,
    { target, groupArn, cookie }: Choice,
    routes: Routes,
    entrance: Entrance,
  ): Promise<void> {
    forwardedHeaders(request, hostMeant(request.headers.host), entrance);
    entrances.set(request, {
      ...{ ...entrance, groupArn, since: Date.now() },
      rewrite: (location) => this.located(location, routes, entrance),
    });
    if (cookie) response.appendHeader('set-cookie', cookie);
    await this.proxy.web(request, response, { target: `http://127.0.0.1:${target.port}` });
  }

  private count({ groupArn, since }: Forwarded, status: number): void {
    const at = Date.now();
    this.sources.targets.answers.note(groupArn, { at, status, seconds: (at - since) / 1000 });
  }

  private located(location: string, routes: Routes, { isLocal }: Entrance): string {
    if (!isLocal) return location;
    return localLocation(location, (host) => routes.names.isAnswered(host), this.port);
  }

  /** As a load balancer answers for a target that hangs up, or takes too long. */
  private targetFailed(request: IncomingMessage | undefined, response: unknown): void {
    const since = request && entrances.get(request)?.since;
    const isLate = since !== undefined && Date.now() - since >= idleTimeoutMs;
    const answer = {
      status: isLate ? 504 : 502,
      body: htmlOf(isLate ? '504 Gateway Time-out' : '502 Bad Gateway'),
    };
    if (response instanceof ServerResponse) {
      if (response.headersSent) response.destroy();
      else send(response, answer);
    } else (response as Socket | undefined)?.destroy();
  }
}

/** From the moment in which its target is chosen, which is not stopped before the answer is given. */
function underWay(target: RegisteredTarget, answered: ServerResponse | Socket): void {
  if (answered.closed) return;
  target.inFlight += 1;
  answered.once('close', () => (target.inFlight -= 1));
}

/** The target that takes a request. */
interface Choice {
  target: RegisteredTarget;
  groupArn: string;
  cookie?: string;
}

/** A request that a target answers: how it came in, and what its answer is counted for. */
interface Forwarded extends Entrance {
  groupArn: string;
  since: number;
  rewrite: (location: string) => string;
}

const entrances = new WeakMap<IncomingMessage, Forwarded>();

function askedBy(request: IncomingMessage): Asked {
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  return {
    method: request.method ?? 'GET',
    host: hostMeant(request.headers.host),
    path,
    query,
    headers: request.headers,
    sourceAddress: request.socket.remoteAddress ?? '127.0.0.1',
  };
}

/** A host without a record gets what a load balancer says to hosts that it does not know: from the first there is. */
function listenerFor(
  { loadBalancers }: Routes,
  end: string | undefined,
  { port }: Entrance,
): Listener | undefined {
  const leadsTo = ({ dnsName }: LoadBalancer) => end === dnsName || end === `dualstack.${dnsName}`;
  const balancer = end === undefined ? loadBalancers[0] : loadBalancers.find(leadsTo);
  return balancer?.listeners.find((listener) => listener.port === port);
}

/** The target group of a forward, by its weights where there are several. */
function groupIn({ TargetGroupArn, ForwardConfig }: Action): string | undefined {
  const groups = ForwardConfig?.TargetGroups ?? [];
  if (groups.length < 2) return TargetGroupArn ?? groups[0]?.TargetGroupArn;
  let left = Math.random() * groups.reduce((sum, { Weight = 1 }) => sum + Weight, 0);
  return groups.find(({ Weight = 1 }) => (left -= Weight) < 0)?.TargetGroupArn;
}

/** What a load balancer adds, and the host that is meant in place of the one on this machine. */
function forwardedHeaders(request: IncomingMessage, host: string, { port }: Entrance): void {
  const before = request.headers['x-forwarded-for'];
  const from = request.socket.remoteAddress?.replace('::ffff:', '') ?? '';
  Object.assign(request.headers, {
    host,
    'x-forwarded-for': before ? `${[before].flat().join(', ')}, ${from}` : from,
    'x-forwarded-proto': port === 443 ? 'https' : 'http',
    'x-forwarded-port': String(port),
  });
}

const unavailable: OwnAnswer = { status: 503, body: htmlOf('503 Service Temporarily Unavailable') };

function htmlOf(title: string): string {
  return `<html><head><title>${title}</title></head><body><center><h1>${title}</h1></center></body></html>`;
}

function standInAnswer(standIn: StandIn): OwnAnswer {
  const status = standIn.desiredCount > 0 ? 200 : 503;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: standInPage(standIn) };
}

function notHere(host: string, end: string | undefined): OwnAnswer {
  const body =
    end === undefined
      ? page(
          'Nothing is deployed here',
          '<p>There is no load balancer on the local AWS: npm start deploys one.</p>',
        )
      : page(
          'Not on this machine',
          `<p>${escaped(host)} leads to ${escaped(end)}, where nothing of the local AWS answers.</p>`,
        );
  return { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

function send(
  response: ServerResponse,
  { status, headers = {}, body = '' }: OwnAnswer,
  method = 'GET',
): void {
  const contentType =
    typeof body === 'string' && !headers['content-type'] ? { 'content-type': 'text/html' } : {};
  response.writeHead(status, {
    ...contentType,
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
  });
  response.end(method === 'HEAD' ? undefined : body);
}
