import { createSocket } from 'node:dgram';
import { AddressInfo } from 'node:net';
import { Answer, decode, encode } from 'dns-packet';
import { askForDelegation } from './delegation';

const ns = (name: string, data: string): Answer => ({ type: 'NS', name, data });

/** Asks a name server of a test's own, which answers with these records. */
async function asked(records: { answers?: Answer[]; authorities?: Answer[] }): Promise<string[]> {
  const server = createSocket('udp4');
  server.on('message', (question, { address, port }) => {
    const { id, questions } = decode(question);
    server.send(encode({ type: 'response', id, questions, ...records }), port, address);
  });
  await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
  const { address, port } = server.address() as AddressInfo;
  try {
    return await askForDelegation('online.ntnu.no', { address, port });
  } finally {
    server.close();
  }
}

describe('the delegation of a zone', () => {
  it('is what the zone above refers to, which is no answer but an authority', async () => {
    const authorities = [
      ns('online.ntnu.no', 'ns-1.awsdns-01.org'),
      ns('Online.ntnu.no', 'ns-2.awsdns-02.com'),
    ];
    expect(await asked({ authorities })).toEqual(['ns-1.awsdns-01.org', 'ns-2.awsdns-02.com']);
  });

  it('is an answer where one server has both zones', async () =>
    expect(await asked({ answers: [ns('online.ntnu.no', 'ns-1.awsdns-01.org')] })).toEqual([
      'ns-1.awsdns-01.org',
    ]));

  it('is nothing where the zone above names none for it', async () => {
    expect(await asked({ authorities: [ns('ntnu.no', 'ns.ntnu.no')] })).toEqual([]);
    expect(await asked({})).toEqual([]);
  });
});
