import { UserError } from '@dotkom/stack';
import { referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { AdoptedHost, EnvironmentAdoption, HostRecords } from '@dotkom/stack/adoption';
import { DnsRecord } from '../dns-record';
import { StaticSite } from '../static-site/static-site';
import { applicationWith, messageOf, plainService } from '../testing';
import { WebService } from '../web-service/web-service';

const oldGateway = { alias: { name: 'old.eu-north-1.elb.amazonaws.com', zoneId: 'Z23TAZ6LKFMNIO' } };
const oldSite = { alias: { name: 'd111.cloudfront.net', zoneId: 'Z2FDTNDATAQYW2' } };
const host = (before: HostRecords, is: AdoptedHost['is'] = 'held'): AdoptedHost => ({
  is,
  since: '2026-11-26',
  before,
});

/** A service at grades.no and a site at app.grades.no, of a project whose adoption.json says this of prod. */
const applicationOf = (adoption: unknown, environment: 'staging' | 'prod' = 'prod') =>
  applicationWith(
    (stack) => {
      new WebService(stack, 'web', { ...plainService, host: 'grades.no' });
      new StaticSite(stack, 'app', { host: 'app.grades.no' });
      new DnsRecord(stack, 'play', { name: 'play.grades.no', type: 'A', addresses: ['192.0.2.1'] });
    },
    { adoption, environment },
  );
const inProd = (prod: EnvironmentAdoption) => applicationOf({ prod });

const recordsOf = (stack: SynthesisedStack, name: string) =>
  resources(stack, 'aws_route53_record').filter((record) => record['name'] === name);
const addressOf = (stack: SynthesisedStack, name: string, type: string) =>
  Object.entries(stack.resource['aws_route53_record'] ?? {})
    .filter(([, record]) => record['name'] === name && record['type'] === type)
    .map(([id]) => `aws_route53_record.${id}`)[0];
const imports = (stack: SynthesisedStack): { to: string; id: string; for_each: string }[] =>
  stack['import'] ?? [];
const refusalOf = (adoption: unknown): string => messageOf(() => applicationOf(adoption));

describe('a held host', () => {
  it('keeps the alias that it has, and everything else is made', () => {
    const stack = inProd({ hosts: { 'grades.no': host({ A: oldGateway }) } });
    const [record, ...others] = recordsOf(stack, 'grades.no');
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      type: 'A',
      alias: { name: oldGateway.alias.name, zone_id: oldGateway.alias.zoneId, evaluate_target_health: false },
    });
    const rules = resources(stack, 'aws_lb_listener_rule').map(
      ({ condition }) => condition[0].host_header.values,
    );
    expect(rules).toContainEqual(['grades.no']);
  });

  it('keeps addresses, and a name elsewhere, for as long as they may be remembered now', () => {
    const at = (before: HostRecords) =>
      recordsOf(inProd({ hosts: { 'grades.no': host(before) } }), 'grades.no');
    expect(at({ A: { values: ['192.0.2.7'], ttl: 60 } })).toMatchObject([
      { type: 'A', records: ['192.0.2.7'], ttl: 60 },
    ]);
    expect(at({ CNAME: { values: ['old.example.org'], ttl: 300 } })).toMatchObject([
      { type: 'CNAME', records: ['old.example.org'], ttl: 300 },
    ]);
  });

  it('leads nobody away who asks for an IPv6 address: a site has none until it is flipped, but what it had before', () => {
    const types = (before: HostRecords) =>
      recordsOf(inProd({ hosts: { 'app.grades.no': host(before) } }), 'app.grades.no').map(
        ({ type }) => type,
      );
    expect(types({ A: oldSite })).toEqual(['A']);
    expect(types({ A: oldSite, AAAA: oldSite })).toEqual(['A', 'AAAA']);
  });

  it('of a site gets its IPv6 address once the first record is changed: nothing may be beside a CNAME', () => {
    const cname = { CNAME: { values: ['d111.cloudfront.net'], ttl: 300 } };
    const stack = inProd({ hosts: { 'app.grades.no': host(cname, 'flipped') } });
    const [also] = recordsOf(stack, 'app.grades.no').filter(({ type }) => type === 'AAAA');
    expect(also?.['depends_on']).toEqual([addressOf(stack, 'app.grades.no', 'A')]);
  });

  it('is at one address before and after, whichever type it has, so that a flip changes it in place', () => {
    const idOf = (stack: SynthesisedStack, type: string) => addressOf(stack, 'grades.no', type);
    const flipped = idOf(inProd({}), 'A');
    expect(flipped).toBeDefined();
    expect(idOf(inProd({ hosts: { 'grades.no': host({ A: oldGateway }) } }), 'A')).toBe(flipped);
    const cname = { CNAME: { values: ['old.example.org'], ttl: 300 } };
    expect(idOf(inProd({ hosts: { 'grades.no': host(cname) } }), 'CNAME')).toBe(flipped);
  });

  it('is taken over where there is a record of its name and type, and made where there is none', () => {
    const stack = inProd({ hosts: { 'grades.no': host({ A: oldGateway }) } });
    const [{ to, id, for_each: ids } = { to: '', id: '', for_each: '' }, ...others] = imports(stack);
    expect(others).toEqual([]);
    expect(to).toBe(addressOf(stack, 'grades.no', 'A'));
    expect(id).toBe('${each.value}');
    expect(ids).toContain('found.type == "A"');
    expect(ids).toMatch(/in \((data\S+) == null \? \[\] : \1\) :/); // So the provider says that there is none.
    const [, data = ''] = /(data\.aws_route53_records\.[\w-]+)\.zone_id/.exec(ids) ?? [];
    const { name_regex: pattern } = referred(stack, `\${${data}.id}`);
    for (const name of ['grades.no', 'grades.no.']) expect(name).toMatch(new RegExp(pattern));
    for (const name of ['app.grades.no.', 'gradesxno.']) expect(name).not.toMatch(new RegExp(pattern));
  });

  it('of another distribution is no alias of the new one: CloudFront gives a name to one alone', () => {
    const aliases = (before: HostRecords, is?: AdoptedHost['is']) =>
      resources(inProd({ hosts: { 'app.grades.no': host(before, is) } }), 'aws_cloudfront_distribution')[0]?.[
        'aliases'
      ];
    expect(aliases({ A: oldSite })).toEqual([]);
    expect(aliases({ CNAME: { values: ['d111.cloudfront.net'], ttl: 300 } })).toEqual([]);
    expect(aliases({ A: oldSite }, 'flipped')).toEqual(['app.grades.no']);
    expect(aliases({ A: oldGateway })).toEqual(['app.grades.no']);
  });

  it('of another distribution has the record by which CloudFront lets it be moved, there and back', () => {
    const proof = (is?: AdoptedHost['is']) =>
      recordsOf(inProd({ hosts: { 'app.grades.no': host({ A: oldSite }, is) } }), '_app.grades.no');
    const records = [
      expect.stringMatching(/^\$\{aws_cloudfront_distribution\..*domain_name\}$/),
      'd111.cloudfront.net',
    ];
    for (const is of ['held', 'flipped'] as const)
      expect(proof(is)).toMatchObject([{ type: 'TXT', records }]);
    expect(recordsOf(inProd({}), '_app.grades.no')).toEqual([]);
  });

  it('at the top of its zone has no such record: it would be outside of the zone', () => {
    const stack = applicationWith((scope) => void new StaticSite(scope, 'web', { host: 'vinstraff.no' }), {
      adoption: { prod: { hosts: { 'vinstraff.no': host({ A: oldSite }) } } },
      environment: 'prod',
    });
    expect(recordsOf(stack, 'vinstraff.no')).toHaveLength(1);
    expect(recordsOf(stack, '_vinstraff.no')).toEqual([]);
  });

  it('is there before anything below its name, for which a wildcard would no longer answer it', () => {
    const stack = inProd({ hosts: { 'app.grades.no': host({ A: oldSite }) } });
    const held = addressOf(stack, 'app.grades.no', 'A');
    const proofs = resources(stack, 'aws_route53_record').filter(({ name }) =>
      name.includes('validation_options'),
    );
    expect(proofs).toHaveLength(1);
    expect(proofs[0]?.['depends_on']).toEqual([held]);
    expect(recordsOf(stack, 'app.grades.no')[0]?.['depends_on']).toEqual([]);
    const flipped = inProd({ hosts: { 'app.grades.no': host({ A: oldSite }, 'flipped') } });
    expect(recordsOf(flipped, 'app.grades.no')[0]?.['depends_on']).toHaveLength(1);
  });

  it('is of one environment alone', () => {
    const adoption = { prod: { hosts: { 'grades.no': host({ A: oldGateway }) } } };
    expect(imports(applicationOf(adoption, 'staging'))).toEqual([]);
  });
});

describe('a flipped host', () => {
  it('leads where it would without, and is taken over if it was not', () => {
    const stack = inProd({ hosts: { 'grades.no': host({ A: oldGateway }, 'flipped') } });
    expect(recordsOf(stack, 'grades.no')).toEqual(recordsOf(inProd({}), 'grades.no'));
    expect(imports(stack)).toHaveLength(1);
  });
});

describe('a record that the code says as it is', () => {
  it('is taken over', () => {
    const stack = inProd({ records: ['A play.grades.no'] });
    expect(imports(stack).map(({ to }) => to)).toEqual([addressOf(stack, 'play.grades.no', 'A')]);
    expect(recordsOf(stack, 'play.grades.no')).toEqual(recordsOf(inProd({}), 'play.grades.no'));
  });
});

describe('a repository of images that is there already', () => {
  const repository = 'grades/prod/web';
  const stack = inProd({ repositories: [repository] });

  it('is taken over by its name, where there is one', () => {
    const [id = ''] = Object.keys(stack.resource['aws_ecr_repository'] ?? {});
    const [{ to, for_each: ids } = { to: '', for_each: '' }, ...others] = imports(stack);
    expect(others).toEqual([]);
    expect(to).toBe(`aws_ecr_repository.${id}`);
    expect(ids).toMatch(/data\.aws_ecr_repositories\..*\.names\) : name if name == "grades\/prod\/web"/);
    expect(resources(stack, 'aws_ecr_repository')).toEqual(resources(inProd({}), 'aws_ecr_repository'));
  });

  it('keeps the key that it is encrypted with, also once the move is over', () => {
    for (const prod of [{ repositories: [repository] }, {}]) {
      const [{ lifecycle } = { lifecycle: undefined }] = resources(inProd(prod), 'aws_ecr_repository');
      expect(lifecycle).toEqual({ ignore_changes: ['encryption_configuration'] });
    }
  });

  it('keeps the lifecycle policy that it has: the old estate’s end would delete one of ours', () => {
    expect(resources(stack, 'aws_ecr_lifecycle_policy')).toEqual([]);
    expect(resources(inProd({}), 'aws_ecr_lifecycle_policy')).toHaveLength(1);
  });

  it('is refused where the stack keeps no images there, with where it does', () => {
    const refused = refusalOf({ prod: { repositories: ['grades/prod/server'] } });
    expect(refused).toMatch(/the repository 'grades\/prod\/server', and nothing.*It has grades\/prod\/web\./);
    expect(refusalOf({ prod: { repositories: ['grades prod', repository, repository] } })).toMatch(
      /'grades prod' is no name of a repository[^]*the repository 'grades\/prod\/web' more than once/,
    );
  });
});

describe('an adoption that cannot be', () => {
  it('is refused for all that is wrong with it at once', () => {
    const refused = refusalOf({
      prod: {
        hosts: {
          'grades.no': { is: 'kept', since: '2026-11-26', before: {} },
          'app.grades.no': { is: 'held', since: '2026-11-26', before: { A: { values: ['x'], ttl: 'long' } } },
          'www.grades.no': { is: 'held', since: '2026-11-26', before: {} },
        },
        records: ['A'],
      },
      production: {},
    });
    expect(refused).toContain('adoption.json: \'prod.hosts["grades.no"].is\' is "kept"');
    expect(refused).toContain('prod.hosts["app.grades.no"].before.A.ttl');
    expect(refused).toContain("adoption.json: There is no property 'production' here");
    expect(refused).toContain("adoption.json: 'A' is no record.");
    expect(refused).toContain('www.grades.no led nowhere before');
  });

  it('is not told of hosts that nothing answers where the code stopped before all of it was made', () => {
    const adoption = {
      prod: { hosts: { 'grades.no': host({ A: oldGateway }) }, records: ['A play.grades.no'] },
    };
    const refused = (stop: () => void) => messageOf(() => applicationWith(stop, { adoption }));
    const stopped = refused(() => {
      throw new UserError('Stopped.');
    });
    expect(stopped).toContain('Stopped.');
    expect(stopped).not.toContain('adoption.json');
    expect(refused(() => undefined)).toMatch(
      /the host 'grades\.no', and nothing in this stack[^]*the record 'A play/,
    );
  });

  it.each<[string, unknown, string]>([
    ['a day that is none', { ...host({ A: oldGateway }), since: 'yesterday' }, "'yesterday' is no day"],
    ['a host that led nowhere', host({}), 'led nowhere before'],
    [
      'a name beside a CNAME',
      host({ A: oldGateway, CNAME: { values: ['a.b'], ttl: 60 } }),
      'nothing beside a CNAME',
    ],
    ['an address that is none', host({ A: { values: ['::1'], ttl: 60 } }), '::1 for 60 seconds'],
    ['an alias as CNAME', host({ CNAME: oldGateway }), 'leads to an alias'],
  ])('is refused: %s', (_, adopted, because) => {
    expect(refusalOf({ prod: { hosts: { 'grades.no': adopted } } })).toContain(because);
  });

  it('is refused where it names what the stack does not have, with what it has', () => {
    const refused = refusalOf({
      prod: {
        hosts: { 'www.grades.no': host({ A: oldGateway }) },
        records: ['TXT play.grades.no', 'A play.grades.no', 'A play.grades.no'],
      },
    });
    expect(refused).toContain('more than once');
    const unknown = refusalOf({
      prod: { hosts: { 'www.grades.no': host({ A: oldGateway }) }, records: ['TXT play.grades.no'] },
    });
    expect(unknown).toContain("the host 'www.grades.no', and nothing in this stack answers it");
    expect(unknown).toContain('grades.no, app.grades.no');
    expect(unknown).toContain("the record 'TXT play.grades.no'");
  });
});
