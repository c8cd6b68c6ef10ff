import { connect, createServer, Server } from 'node:net';

/** Leads every connection to an address of this machine on to a port of its loopback. */
export function relayTo(port: () => number | undefined): Server {
  return createServer((incoming) => {
    const outgoing = connect(port() ?? 0, '127.0.0.1');
    incoming.pipe(outgoing).pipe(incoming);
    incoming.on('error', () => outgoing.destroy());
    outgoing.on('error', () => incoming.destroy());
  });
}
