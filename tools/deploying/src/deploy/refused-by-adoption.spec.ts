import { AdoptedHost } from '@dotkom/stack/adoption';
import { Action } from '../terraform/events';
import { refusedByAdoption } from './refused-by-adoption';

const site = { alias: { name: 'd111.cloudfront.net', zoneId: 'Z2FDTNDATAQYW2' } };
const gateway = { alias: { name: 'old.elb.amazonaws.com', zoneId: 'Z1' } };
const flip = 'npx nx run grades:flip -c prod';

/** What is refused of one change, where adoption.json says this of app.grades.no. */
const refused = (
  is: AdoptedHost['is'],
  { action, address, before, after, isFlip }: PlannedChange,
  led: AdoptedHost['before'] = { A: site },
) =>
  refusedByAdoption(
    [{ action, address, constructPath: 'grades-prod/app', attributes: [] }],
    new Map([[address, { before, after }]]),
    { hosts: { 'app.grades.no': { is, since: '2026-11-26', before: led } } },
    isFlip ? undefined : flip,
  );

interface PlannedChange {
  readonly action: Action;
  readonly address: string;
  readonly before: object;
  readonly after?: object;
  readonly isFlip?: boolean;
}

const recordGoes = (type: string, name = 'app.grades.no', action: Action = 'delete'): PlannedChange => ({
  action,
  address: 'aws_route53_record.app',
  before: { name, type },
});
const aliasGoes: PlannedChange = {
  action: 'update',
  address: 'aws_cloudfront_distribution.app',
  before: { aliases: ['app.grades.no'] },
  after: { aliases: [] },
};

describe('a plan is refused by what adoption.json holds', () => {
  it.each<Action>(['delete', 'replace'])('that would %s a record of the site before', (action) => {
    const [problem, ...others] = refused('held', recordGoes('A', 'app.grades.no', action));
    expect(others).toEqual([]);
    expect(problem).toContain('A app.grades.no of the site before');
    expect(problem).toContain("dist/aws: terraform state rm 'aws_route53_record.app'");
  });

  it('that takes a host off its distribution, by which command it is led back', () => {
    const [problem, ...others] = refused('held', aliasGoes);
    expect(others).toEqual([]);
    expect(problem).toContain(`${flip} --host app.grades.no --back`);
  });
});

describe('a plan is fine by what adoption.json holds', () => {
  it.each<[string, AdoptedHost['is'], PlannedChange, AdoptedHost['before']]>([
    ['deletes the record for IPv6 that a host had not before', 'held', recordGoes('AAAA'), { A: site }],
    ['deletes the record of another host', 'held', recordGoes('A', 'grades.no'), { A: site }],
    ['deletes the record of a flipped host', 'flipped', recordGoes('A'), { A: site }],
    ['takes the alias back in a flip', 'held', { ...aliasGoes, isFlip: true }, { A: site }],
    ['takes the alias of a host that no distribution had before', 'held', aliasGoes, { A: gateway }],
    ['takes the alias of a flipped host', 'flipped', aliasGoes, { A: site }],
  ])('that %s', (_, is, change, before) => {
    expect(refused(is, change, before)).toEqual([]);
  });
});
