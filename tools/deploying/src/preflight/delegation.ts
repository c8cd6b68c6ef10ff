import { createSocket } from 'node:dgram';
import { resolve4, resolveNs } from 'node:dns/promises';
import { decode, encode } from 'dns-packet';

const patience = 5000;

/**
 * The name servers that the zone above a zone names for it. Asked of a server of the zone above itself: a resolver would
 * give what the zone says of itself, and from its cache what was true yesterday.
 *
 * @throws Error when DNS cannot be reached.
 */
export async function delegationOf(zone: string): Promise<string[]> {
  const [server = ''] = await serversAbove(zone);
  const [address = ''] = await resolve4(server);
  return askForDelegation(zone, { address, port: 53 });
}

/** The servers of the nearest zone above: a name between two zones has none of its own. */
async function serversAbove(zone: string): Promise<string[]> {
  const above = zone.split('.').slice(1).join('.');
  try {
    return await resolveNs(above || '.');
  } catch (error) {
    if (!above || (error as { code?: string }).code !== 'ENODATA') throw error;
    return serversAbove(above);
  }
}

/** Asks one server, which answers for itself: it gives no answer but a referral, in the part of the packet for authorities. */
export async function askForDelegation(
  zone: string,
  { address, port }: { address: string; port: number },
): Promise<string[]> {
  const question = encode({ type: 'query', id: 1, questions: [{ type: 'NS', name: zone }] });
  const { answers = [], authorities = [] } = decode(await sent(question, address, port));
  return [...answers, ...authorities].flatMap((record) =>
    record.type === 'NS' && record.name.toLowerCase() === zone ? [String(record.data)] : [],
  );
}

function sent(question: Buffer, address: string, port: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const timer = setTimeout(
      () => done(new Error(`${address} did not answer in ${patience / 1000} s`)),
      patience,
    );
    const done = (result: Buffer | Error) => {
      clearTimeout(timer);
      socket.close();
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    socket.once('message', (answer) => done(answer));
    socket.once('error', (error) => done(error));
    socket.send(question, port, address);
  });
}
