import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProject } from '../project';
import { isUserError } from '../user-error';
import { AdoptedHost, adoptionFile, distributionsBefore } from './adoption';
import { checkAdoption } from './check-adoption';

describe('adoption.json', () => {
  const projectWith = (adoption?: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'adoption-'));
    writeFileSync(join(folder, 'project.json'), '{ "name": "grades", "metadata": { "owner": "dotkom" } }');
    if (adoption !== undefined) writeFileSync(join(folder, adoptionFile), adoption);
    try {
      return readProject(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('is known of its project, and nothing is where there is none', () => {
    expect(projectWith('{ "prod": {} }').adoption).toEqual({ prod: {} });
    expect(projectWith()).not.toHaveProperty('adoption');
  });

  it('is refused by its name where it is no JSON', () => {
    expect(() => projectWith('{ prod: }')).toThrow(/adoption\.json:1 cannot be read: it is no JSON/);
  });

  it('is taken, or refused in words, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (given) => {
        const { adoption, problems } = checkAdoption(given);
        expect(problems.every(isUserError)).toBe(true);
        if (problems.length > 0) expect(adoption).toEqual({});
        else expect(adoption).toEqual(given);
      }),
    );
  });

  const target = fc.oneof(
    fc.record({ values: fc.array(fc.ipV4(), { minLength: 1, maxLength: 3 }), ttl: fc.nat() }),
    fc.record({ alias: fc.record({ name: fc.domain(), zoneId: fc.stringMatching(/^Z[A-Z0-9]{5,12}$/) }) }),
  );

  it('may say of any host that it leads to addresses or to something of AWS', () => {
    fc.assert(
      fc.property(fc.domain(), target, fc.constantFrom('held', 'flipped'), (name, A, is) => {
        const adoption = { prod: { hosts: { [name]: { is, since: '2026-11-26', before: { A } } } } };
        expect(checkAdoption(adoption)).toEqual({ adoption, problems: [] });
      }),
    );
  });
});

describe('the distributions of a host before', () => {
  const of = (before: AdoptedHost['before']) =>
    distributionsBefore({ is: 'held', since: '2026-11-26', before });

  it('are those that its records lead to, each once', () => {
    const alias = { alias: { name: 'D1.cloudfront.net.', zoneId: 'Z2FDTNDATAQYW2' } };
    expect(of({ A: alias, AAAA: alias })).toEqual(['d1.cloudfront.net']);
    expect(of({ CNAME: { values: ['d1.cloudfront.net'], ttl: 60 } })).toEqual(['d1.cloudfront.net']);
  });

  it('are none where it led to a load balancer or an address', () => {
    expect(of({ A: { alias: { name: 'old.elb.amazonaws.com', zoneId: 'Z1' } } })).toEqual([]);
    expect(of({ A: { values: ['192.0.2.1'], ttl: 60 } })).toEqual([]);
  });
});
