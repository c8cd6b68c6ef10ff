import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { Server } from 'node:net';
import { createSecureContext } from 'node:tls';
import { callbackify } from 'node:util';
import { Engine } from '../engine/engine';
import { noWayToThisMachine } from '../errors';
import { Gateway } from '../gateway/gateway';
import { isWithin } from './address-range';
import { Authority } from './authority';
import { relayTo } from './relay';

/** What containers find at the address of this machine in their network. */
export interface OnThisMachine {
  gateway: Gateway;
  authority: Authority;
  /** The port of loopback where the local AWS answers. */
  awsPort: number;
  /** The port of loopback where PostgreSQL answers, once it does. */
  postgresPort: () => number | undefined;
}

/**
 * The network of the containers of one local AWS. At its gateway's address this machine listens, for containers alone:
 * as the load balancers on 80 and 443, as the database on 5432, and as AWS.
 */
export class ContainerNetwork {
  readonly name: string;
  readonly address: string;
  private readonly engine: Engine;
  private readonly servers: readonly (readonly [Server, number])[];
  private opened: Promise<void> | undefined;

  private constructor(engine: Engine, name: string, address: string, servers: ContainerNetwork['servers']) {
    this.engine = engine;
    this.name = name;
    this.address = address;
    this.servers = servers;
  }

  static async create(
    engine: Engine,
    { name, label }: { name: string; label: string },
    { gateway, authority, awsPort, postgresPort }: OnThisMachine,
  ): Promise<ContainerNetwork> {
    const { gateway: address, subnet } = await engine.createNetwork(name, label);
    const secure = createHttpsServer({
      SNICallback: callbackify(async (host: string) => {
        const { key, certificate } = await authority.for(host);
        return createSecureContext({ key, cert: certificate });
      }),
    });
    const servers: [Server, number][] = [
      [gateway.attachTo(createHttpServer(), { port: 80, isLocal: false }), 80],
      [gateway.attachTo(secure as never, { port: 443, isLocal: false }), 443],
      [relayTo(postgresPort), 5432],
      [relayTo(() => awsPort), awsPort],
    ];
    for (const [server] of servers) refuseOthers(server, subnet);
    return new ContainerNetwork(engine, name, address, servers);
  }

  /**
   * Listens, before the first container starts.
   *
   * @param image of a container that is about to start.
   * @throws UserError where containers have no way to this machine.
   */
  open(image: string): Promise<void> {
    this.opened ??= this.engine
      .whileNetworkIsThere(this.name, image, () => this.listen())
      .catch((error: unknown) => {
        this.opened = undefined;
        throw error;
      });
    return this.opened;
  }

  close(): void {
    for (const [server] of this.servers) server.close();
  }

  private async listen(): Promise<void> {
    for (const [server, port] of this.servers) {
      await once(server.listen(port, this.address), 'listening').catch(() => {
        throw noWayToThisMachine(this.engine.program, this.address);
      });
    }
  }
}

/** The address is this machine's own, but a neighbour could route to it. */
function refuseOthers(server: Server, subnet: string): void {
  server.prependListener('connection', (socket) => {
    if (!isWithin(subnet, socket.remoteAddress)) socket.destroy();
  });
}
