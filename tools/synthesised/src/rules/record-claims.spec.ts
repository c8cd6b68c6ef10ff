import { gatewayRule, stack } from '../testing/stacks';
import { gatewayClaims } from './gateway-claims';
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

  describe('that lead to one host that several claim', () => {
    const claimedBy = (name: string, more: object = {}) =>
      stack(name, {
        ...record(`${name}/Hosts/A-grades.no`, 'grades.no'),
        aws_lb_listener_rule: { rule: gatewayRule(`${name}/Hosts/rule-grades.no`, ['grades.no']) },
        ...more,
      });
    const several = [claimedBy('grades-staging'), claimedBy('grades-prod')];

    it('are not told of beside that', () => {
      expect(gatewayClaims(several)).toHaveLength(1);
      expect(recordClaims(several)).toEqual([]);
    });

    it('are told of with a third, which claims no host', () => {
      const third = stack('old-prod', record('old-prod/web/record', 'grades.no'));
      expect(recordClaims([...several, third])).toEqual([expect.stringContaining('old-prod/web/record')]);
    });
  });

  it.each([
    ['another name', other('play.vinstraff.no')],
    ['another type', other('vinstraff.no', { type: 'AAAA' })],
    ['a proof for a certificate', other('vinstraff.no', { allow_overwrite: true })],
  ])('may have %s', (_, stacks) => {
    expect(recordClaims([site, stacks])).toEqual([]);
  });
});
