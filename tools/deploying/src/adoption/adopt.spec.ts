import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { stackJson } from '@dotkom/synthesised/testing';
import { adopt } from './adopt';
import { OldRecords } from './old-records';
import { forgettings } from './forget';
import { OldState, readOldState } from './old-state';
import { withoutSuccessor } from './without-successor';

const arn = (rest: string, region = 'eu-north-1') => `arn:aws:sqs:${region}:123456789012:${rest}`;
const alias = [{ name: 'old.elb.amazonaws.com', zone_id: 'Z1', evaluate_target_health: true }];

interface Instance {
  readonly index_key?: string;
  readonly attributes: object;
}
const resource = (type: string, name: string, ...instances: Instance[]) => ({
  mode: 'managed',
  type,
  name,
  instances,
});
const record = (name: string, attributes: object) => resource('aws_route53_record', name, { attributes });
const stateOf = (...resources: object[]) =>
  JSON.stringify({ version: 4, serial: 7, lineage: 'x', resources });
const state = (name: string, ...resources: object[]): OldState => readOldState(name, stateOf(...resources));

const web = record('web', { name: 'grades.no', type: 'A', alias });
const api = record('api', { name: 'api.grades.no', type: 'CNAME', ttl: 300, records: ['old.example.org'] });

/** A service at grades.no and api.grades.no, and a record that the code says. */
const stack: SynthesisedStack = readStack(
  'grades-prod',
  JSON.stringify({
    ...stackJson('grades-prod', {
      aws_route53_record: {
        play: { name: 'play.grades.no', type: 'A', ttl: 300, records: ['192.0.2.1'] },
        host: { name: 'grades.no', type: 'A' },
      },
    }),
    output: { web: { value: { service: 'web', hosts: ['grades.no', 'api.grades.no'] } } },
  }),
);
const day = '2026-11-26';
const before = {
  A: { alias: { name: 'old.elb.amazonaws.com', zoneId: 'Z1', evaluateTargetHealth: true } },
};

describe('what is adopted', () => {
  it('is each host where it leads, and each record that the code says', () => {
    const play = record('play', { name: 'play.grades.no', type: 'A', ttl: 60, records: ['192.0.2.1'] });
    const { adoption, news } = adopt([state('one', web, play), state('two', api)], [stack], {}, day);
    expect(adoption).toEqual({
      prod: {
        hosts: {
          'grades.no': { is: 'held', since: day, before },
          'api.grades.no': {
            is: 'held',
            since: day,
            before: { CNAME: { values: ['old.example.org'], ttl: 300 } },
          },
        },
        records: ['A play.grades.no'],
      },
    });
    expect(news).toEqual([
      'grades-prod: grades.no is held as it is (A)',
      'grades-prod: api.grades.no is held as it is (CNAME)',
      'grades-prod: A play.grades.no is adopted, changed in place (ttl)',
    ]);
  });

  it('is a host by its whole name, also where the old code left out its zone', () => {
    const relative = { name: 'api', fqdn: 'api.grades.no', type: 'A', alias };
    const apex = { name: '', fqdn: 'grades.no', type: 'A', alias };
    const states = [state('one', record('api', relative), record('web', apex))];
    const { adoption, matched } = adopt(states, [stack], {}, day);
    expect(Object.keys(adoption.prod?.hosts ?? {})).toEqual(['grades.no', 'api.grades.no']);
    expect([...matched.values()].flat()).toHaveLength(2);
  });

  it('is the same when it is asked again, and what a person wrote stays', () => {
    const written = {
      prod: { hosts: { 'grades.no': { is: 'flipped', since: '2026-01-01', before } as const } },
    };
    const once = adopt([state('one', web, api)], [stack], written, day);
    expect(once.adoption.prod?.hosts?.['grades.no']).toEqual(written.prod.hosts['grades.no']);
    const twice = adopt([state('one', web, api)], [stack], once.adoption, '2027-01-01');
    expect(twice.adoption).toEqual(once.adoption);
    expect(twice.news).toEqual([]);
  });

  it('is nothing of what the stacks do not have: that is said by its type, with what becomes of it', () => {
    const states = [
      state(
        'one',
        web,
        resource('aws_vpc', 'network', { attributes: { id: 'vpc-1' } }),
        resource('aws_sqs_queue', 'mail', { attributes: { arn: arn('mail'), name: 'mail' } }),
        resource('aws_ecr_repository', 'images', { attributes: { name: 'grades' } }),
      ),
    ];
    const adopted = adopt(states, [stack], {}, day);
    expect(withoutSuccessor(states, adopted)).toEqual([
      '1 aws_ecr_repository: no repository here has its name, by which it would be taken over; a release is pushed to the new one',
      '1 aws_sqs_queue: a queue is made anew; the old one is drained',
      '1 aws_vpc: made anew, or another resource does its work',
    ]);
  });

  it('is refused where two states have one host, or a record is one of several', () => {
    expect(() => adopt([state('one', web), state('two', web)], [stack], {}, day)).toThrow(
      /one and two both have the record A grades\.no/,
    );
    const weighted = record('web', { name: 'grades.no', type: 'A', alias, set_identifier: 'blue' });
    expect(() => adopt([state('one', weighted)], [stack], {}, day)).toThrow(
      /aws_route53_record\.web.*one of several/,
    );
  });

  it('may be of two states where nothing here takes it over', () => {
    const proof = record('proof', { name: '_abc.grades.no', type: 'CNAME', ttl: 60, records: ['_d.no'] });
    const { news } = adopt([state('one', proof, web), state('two', proof)], [stack], {}, day);
    expect(news).toEqual(['grades-prod: grades.no is held as it is (A)']);
  });

  it('is refused where the states are of several accounts', () => {
    const queue = (account: string) =>
      resource('aws_sqs_queue', 'mail', { attributes: { arn: `arn:aws:sqs:eu-north-1:${account}:mail` } });
    const states = [state('one', queue('1'.repeat(12))), state('two', queue('2'.repeat(12)))];
    expect(() => adopt(states, [stack], {}, day)).toThrow(/of 2 accounts/);
  });
});

describe('a host that only a wildcard answers', () => {
  const wildcard = record('all', { name: '*', fqdn: '*.grades.no', type: 'A', alias });
  const held = (...resources: object[]) => adopt([state('one', ...resources)], [stack], {}, day);

  it('is held where the wildcard leads it, which stays the old estate’s: it leads others too', () => {
    const { adoption, news, matched } = held(web, wildcard);
    expect(adoption.prod?.hosts?.['api.grades.no']).toEqual({ is: 'held', since: day, before });
    expect(news).toContain('grades-prod: api.grades.no is held as *.grades.no leads it (A)');
    expect([...matched.values()].flat()).toEqual(['aws_route53_record.web']);
  });

  it('is held for each type that the wildcard has, and what else it loses is said', () => {
    const ipv6 = record('all6', { name: '*.grades.no', type: 'AAAA', alias });
    const mail = record('mail', { name: '*.grades.no', type: 'MX', ttl: 60, records: ['10 mail.no'] });
    const { news } = held(wildcard, ipv6, mail);
    expect(news).toEqual([
      'grades-prod: api.grades.no is held as *.grades.no leads it (A and AAAA)',
      expect.stringMatching(/api\.grades\.no loses the MX of \*\.grades\.no/),
    ]);
  });

  it('is none that has a record itself, nor one with something below it, nor the zone', () => {
    const proof = record('proof', { name: '_x.api.grades.no', type: 'CNAME', ttl: 60, records: ['y.no'] });
    expect(held(wildcard, proof).news).toEqual([]);
    expect(held(wildcard, api).news).toEqual(['grades-prod: api.grades.no is held as it is (CNAME)']);
  });

  it('is of the wildcard of the nearest name above that exists', () => {
    const records = (...names: string[]) =>
      new OldRecords([state('one', ...names.map((name) => record(name, { name, type: 'A', alias })))]);
    expect(records('*.grades.no').wildcardOf('a.b.grades.no')).toBe('*.grades.no');
    expect(records('*.grades.no', '*.b.grades.no').wildcardOf('a.b.grades.no')).toBe('*.b.grades.no');
    expect(records('*.grades.no', 'b.grades.no').wildcardOf('a.b.grades.no')).toBeUndefined();
    expect(records('*.grades.no').wildcardOf('a.notgrades.no')).toBeUndefined();
  });
});

describe('a repository of images', () => {
  const repository = (attributes: object) =>
    resource('aws_ecr_repository', 'web', { attributes: { name: 'grades/prod/web', ...attributes } });
  const policy = resource('aws_ecr_lifecycle_policy', 'web', {
    attributes: { repository: 'grades/prod/web' },
  });
  const keeping = readStack(
    'grades-prod',
    JSON.stringify(
      stackJson('grades-prod', {
        aws_ecr_repository: {
          web: {
            name: 'grades/prod/web',
            image_tag_mutability: 'IMMUTABLE',
            image_scanning_configuration: { scan_on_push: true },
          },
        },
      }),
    ),
  );
  const scanned = { image_scanning_configuration: [{ scan_on_push: true }] };

  it('is adopted by its name and forgotten by the old state, and its lifecycle policy is neither', () => {
    const states = [state('one', repository({ ...scanned, image_tag_mutability: 'IMMUTABLE' }), policy)];
    const { adoption, news, matched } = adopt(states, [keeping], {}, day);
    expect(adoption).toEqual({ prod: { repositories: ['grades/prod/web'] } });
    expect(news).toEqual([expect.stringMatching(/repository grades\/prod\/web is adopted, as it is/)]);
    expect([...matched.values()].flat()).toEqual(['aws_ecr_repository.web']);
    expect(adopt(states, [keeping], adoption, day).news).toEqual([]);
  });

  it('is told with what changes in place', () => {
    const states = [state('one', repository({ ...scanned, image_tag_mutability: 'MUTABLE' }))];
    expect(adopt(states, [keeping], {}, day).news).toEqual([
      expect.stringContaining('changed in place (image_tag_mutability)'),
    ]);
  });

  it('is refused where two states have it', () => {
    const states = [state('one', repository({})), state('two', repository({}))];
    expect(() => adopt(states, [keeping], {}, day)).toThrow(/both have the repository grades\/prod\/web/);
  });
});

describe('an old state', () => {
  it('is read with its addresses as Terraform names them, of modules and of several', () => {
    const text = stateOf(
      { ...resource('aws_route53_record', 'web', { index_key: 'A', attributes: {} }), module: 'module.dns' },
      { ...resource('aws_route53_record', 'web', { attributes: {} }), mode: 'data' },
    );
    expect(readOldState('one', text).resources.map(({ address }) => address)).toEqual([
      'module.dns.aws_route53_record.web["A"]',
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', 'resource "aws_vpc" "network" {}', /no state of Terraform.*terraform state pull/],
    ['something else', '{"name": "grades"}', /no state of Terraform/],
    ['nothing', 'null', /no state of Terraform/],
    [
      'encrypted',
      '{"serial": 1, "lineage": "x", "meta": {}, "encrypted_data": "aGk="}',
      /is encrypted.*tofu state pull/,
    ],
    ['of Terraform 0.11', '{"version": 3, "serial": 1, "modules": []}', /of version 3/],
    [
      'of another region',
      stateOf(resource('aws_sqs_queue', 'mail', { attributes: { arn: arn('mail', 'eu-west-1') } })),
      /is of eu-west-1/,
    ],
  ])('is refused where it is %s', (_, text, because) => {
    expect(() => readOldState('old.tfstate', text)).toThrow(because);
  });

  it('is refused while somebody is changing it', () => {
    expect(() => readOldState('old.tfstate', stateOf(), true)).toThrow(/old\.tfstate is locked/);
  });
});

describe('what an old state has to forget', () => {
  const zone = resource('aws_route53_zone', 'grades', { attributes: { name: 'grades.no', zone_id: 'Z9' } });
  const bucket = resource('aws_s3_bucket', 'files', { attributes: { bucket: 'old-files' } });
  const bootstrap = readStack(
    'bootstrap',
    JSON.stringify(stackJson('bootstrap', { aws_route53_zone: { grades: { name: 'grades.no' } } })),
  );
  const of = (is: 'held' | 'flipped', ...resources: object[]) => {
    const states = [state('one', ...resources)];
    const written = { prod: { hosts: { 'grades.no': { is, since: day, before } } } };
    const { matched, adoption } = adopt(states, [stack], written, day);
    return forgettings(states, matched, [bootstrap, stack], [adoption])[0];
  };

  it('is what both know, each by a command', () => {
    expect(of('flipped', web, zone, bucket)?.commands).toEqual([
      "terraform state rm 'aws_route53_record.web'",
      "terraform state rm 'aws_route53_zone.grades'",
    ]);
  });

  it('is the record by which a certificate is proved, which old and new share', () => {
    const values = { ttl: 60, records: ['_def.acm-validations.aws.'] };
    const proof = record('proof', { name: '_abc.grades.no', type: 'CNAME', ...values });
    expect(of('flipped', proof)?.commands).toEqual(["terraform state rm 'aws_route53_record.proof'"]);
  });

  it('is told with how many records of our zones nothing here has', () => {
    const mail = record('mail', { name: 'mail', fqdn: 'mail.grades.no', type: 'A', ttl: 60, records: [] });
    const elsewhere = record('other', { name: 'mail.notgrades.no', type: 'A', ttl: 60, records: [] });
    expect(of('flipped', mail, elsewhere)?.notYet).toEqual([
      '1 record of our zones remains in it that nothing here has: a destroy deletes it',
    ]);
  });

  it('is not said while the zones are not known', () => {
    expect(() => forgettings([state('one', web)], new Map(), [stack], [])).toThrow(
      /bootstrap is not synthesised/,
    );
  });

  it('keeps it from being destroyed, and so does a held host', () => {
    expect(of('held', web, bucket)?.notYet).toEqual([
      "1 of its addresses are the new estate's too: a destroy takes them along",
      'grades.no is held: people are still led to the old',
    ]);
    expect(of('flipped', resource('aws_vpc', 'network', { attributes: {} }))?.notYet).toEqual([]);
  });
});
