import { createGaps } from './index';
import { Gap, throughGaps } from './gap';
import { jsonRequest, recordedMoto, send } from './testing/recorded-moto';

const marking = (name: string, action: string): Gap => ({
  name,
  reason: 'a test',
  handles: (request) => request.action === action,
  fill: (request, next) => next({ ...request, url: `${request.url}${name}/` }),
});

describe('throughGaps', () => {
  it('runs a request through the gaps that handle it, in their order, and then through moto', async () => {
    const moto = recordedMoto({});
    await send(
      [marking('a', 'Do'), marking('b', 'Other'), marking('c', 'Do')],
      moto,
      jsonRequest('ecs', 'Do', {}),
    );
    expect(moto.asked.map(({ url }) => url)).toEqual(['/a/c/']);
  });

  it('lets a gap answer in place of moto', async () => {
    const answering: Gap = {
      ...marking('a', 'Do'),
      fill: () => Promise.resolve({ status: 418, headers: {}, body: Buffer.of() }),
    };
    const moto = recordedMoto();
    const answer = await throughGaps([answering], moto.answer)(jsonRequest('ecs', 'Do', {}));
    expect([answer.status, moto.asked.length]).toEqual([418, 0]);
  });
});

describe('the list of gaps', () => {
  it('gives each gap a name of its own and a reason', () => {
    const gaps = createGaps();
    expect(new Set(gaps.map(({ name }) => name)).size).toBe(gaps.length);
    expect(gaps.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it('leaves alone what moto answers well', async () => {
    const moto = recordedMoto({ Buckets: [] });
    const answer = await send(createGaps(), moto, jsonRequest('dynamodb', 'ListTables', { Limit: 1 }));
    expect(answer.json()).toEqual({ Buckets: [] });
    expect(moto.asked[0]?.body.toString()).toBe('{"Limit":1}');
  });
});
