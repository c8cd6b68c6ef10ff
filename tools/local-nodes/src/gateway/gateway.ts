import { once } from 'node:events';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { Clients } from '../clients';
import { gatewayPortTaken } from '../errors';
import { hostMeant, localLocation } from './addresses';
import { Choice, Decisions, DecisionSources } from './decisions';
import { Forwarding } from './forwarding';
import { Asked } from './match';
import { notHere, OwnAnswer, send } from './own-answers';
import { RouteCache } from './route-cache';
import { Listener, LoadBalancer, Routes } from './routes';
import { distributedAnswer } from './site-answer';

/** What the gateway answers from. */
export interface GatewaySources extends DecisionSources {
  clients: Pick<Clients, 's3'>;
  deployed: Pick<RouteCache, 'routes' | 'sites'>;
}

/** Which of a load balancer's listeners a request comes in by. */
interface Entrance {
  port: 80 | 443;
  isLocal: boolean;
}

/**
 * Answers as what is deployed would: the record of a host leads to a load balancer, whose rules lead to the tasks, or
 * to a distribution and its bucket.
 */
export class Gateway {
  port = 0;

  private readonly sources: GatewaySources;
  private readonly decisions: Decisions;
  private readonly forwarding: Forwarding;
  private readonly servers: Server[] = [];

  constructor(sources: GatewaySources) {
    this.sources = sources;
    this.decisions = new Decisions(sources);
    this.forwarding = new Forwarding(sources.targets);
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
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.answer(request, response, entrance).catch((error: Error) => {
        const body = `The gateway of this machine failed: ${error.message}`;
        send(response, { status: 500, headers: { 'content-type': 'text/plain' }, body }, request.method);
      });
    });
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
    const { names } = await this.sources.deployed.routes();
    const relocate = (location: string) =>
      entrance.isLocal ? localLocation(location, (host) => names.isAnswered(host), this.port) : location;
    const decided = await this.decide(askedBy(request), entrance, response);
    if ('target' in decided)
      return this.forwarding.request(request, response, decided, entrance.port, relocate);
    const { location } = decided.headers;
    const headers = location ? { ...decided.headers, location: relocate(location) } : decided.headers;
    send(response, { ...decided, headers }, request.method);
  }

  private async upgrade(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
    entrance: Entrance,
  ): Promise<void> {
    const decided = await this.decide(askedBy(request), entrance, socket);
    if ('target' in decided) return this.forwarding.webSocket(request, socket, head, decided, entrance.port);
    socket.end(`HTTP/1.1 ${decided.status} \r\nconnection: close\r\n\r\n`);
  }

  /** The answer of a site or of a load balancer itself, or the target that takes the request. */
  private async decide(
    asked: Asked,
    entrance: Entrance,
    answered: ServerResponse | Socket,
  ): Promise<OwnAnswer | Choice> {
    const { clients, deployed } = this.sources;
    const routes = await deployed.routes();
    const sites = await deployed.sites();
    const end = routes.names.endOf(asked.host);
    if (sites.some(({ domainName }) => domainName === end)) return distributedAnswer(clients, sites, asked);
    const listener = listenerFor(routes, end, entrance);
    return listener ? this.decisions.of(listener, asked, answered) : notHere(asked.host, end);
  }
}

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
