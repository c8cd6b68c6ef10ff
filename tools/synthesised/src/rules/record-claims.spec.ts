import { stack } from '../testing/stacks';
import { recordClaims } from './record-claims';

const record = (path: string, name: string, more: object = {}) => ({
  aws_route53_record: { one: { '//': { metadata: { path } }, name, type: 'A', ...more } },
});
const site = stack('vengeful-vineyard-prod', record('vengeful-vineyard-prod/web/record', 'vinstraff.no'));
const other = (name: string, more?: object) =>
  stack('minecraft-prod', record('minecraft-prod/server/record', name, more));

describe('the records of the workspace', () => {
  it('are refused when two are of one name and type, and both are named', () => {
    expect(recordClaims([site, other('Vinstraff.no')])).toEqual([
      expect.stringMatching(
        /'A vinstraff\.no'.*vengeful-vineyard-prod\/web\/record.*minecraft-prod\/server\/record/,
      ),
    ]);
  });

  it.each([
    ['another name', other('play.vinstraff.no')],
    ['another type', other('vinstraff.no', { type: 'AAAA' })],
    ['a proof for a certificate', other('vinstraff.no', { allow_overwrite: true })],
  ])('may have %s', (_, stacks) => {
    expect(recordClaims([site, stacks])).toEqual([]);
  });
});
