import { Action } from '../terraform/events';
import { Change } from '../terraform/plan-summary';
import { planRefused } from './errors';
import { refusedChanges } from './refused-changes';

const change = (action: Action, address: string, more: Partial<Change> = {}): Change => ({
  action,
  address,
  constructPath: `grades-prod/${address.split('.')[1]}`,
  attributes: [],
  ...more,
});
const refused = (...changes: Change[]) => refusedChanges(changes, new Map());

describe('a plan is refused', () => {
  it('that replaces what holds something, and says which attribute does it', () => {
    const forced = { path: 'fifo_queue', before: 'false', after: 'true', forces: true };
    const [problem, ...others] = refused(change('replace', 'aws_sqs_queue.mail', { attributes: [forced] }));
    expect(others).toEqual([]);
    expect(problem).toContain('grades-prod/mail would be replaced, and the queue, with its messages, lost');
    expect(problem).toContain('fifo_queue cannot be changed in place');
    expect(problem).toContain('make a new one beside it');
  });

  it('that takes over what runs only to replace it, unless that was asked for', () => {
    const adopted = {
      isAdopted: true,
      attributes: [{ path: 'name', before: 'a', after: 'b', forces: true }],
    };
    for (const type of ['aws_lb_target_group', 'aws_sqs_queue']) {
      const [problem, ...others] = refused(change('replace', `${type}.one`, adopted));
      expect(others).toEqual([]);
      expect(problem).toContain('exists and would be adopted, only to be replaced: name cannot be changed');
      expect(refused(change('replace', `${type}.one`, { ...adopted, reason: 'requested' }))).toEqual([]);
    }
    expect(refused(change('update', 'aws_sqs_queue.one', adopted))).toEqual([]);
  });

  it.each(['aws_vpc.network', 'aws_lb.gateway', 'aws_ecs_cluster.cluster', 'aws_ssm_parameter.wish'])(
    'that replaces what others find: %s',
    (address) => expect(refused(change('replace', address))).toHaveLength(1),
  );

  it('in which the images of one service go and those of another come', () => {
    const [problem, ...others] = refused(
      change('delete', 'aws_ecr_repository.server'),
      change('create', 'aws_ecr_repository.api'),
    );
    expect(others).toEqual([]);
    expect(problem).toContain('grades-prod/server would go (the image repository, with its images)');
    expect(problem).toContain('grades-prod/api come, empty');
    expect(problem).toContain("formerly: '<name>'");
  });

  it('in which what goes and what comes is one thing in AWS', () => {
    const moves = [change('delete', 'aws_route53_record.old'), change('create', 'aws_route53_record.new')];
    const record = { zone_id: 'Z1', name: 'mc.online.ntnu.no', type: 'A' };
    const planned = (after: object) =>
      refusedChanges(
        moves,
        new Map([
          ['aws_route53_record.old', { before: record, after: null }],
          ['aws_route53_record.new', { before: null, after }],
        ]),
      );
    const [problem, ...others] = planned(record);
    expect(others).toEqual([]);
    expect(problem).toContain('grades-prod/old would go, and grades-prod/new come');
    expect(problem).toContain('(aws_route53_record Z1 mc.online.ntnu.no A)');
    expect(planned({ ...record, type: 'AAAA' })).toEqual([]);
    expect(planned({ name: record.name, type: 'A' })).toEqual([]); // Its zone is not known before the apply.
  });

  it('in which a host goes from one site to another', () => {
    const sites = ['one', 'two'].map((id) => change('update', `aws_cloudfront_distribution.${id}`));
    const details = new Map([
      [
        'aws_cloudfront_distribution.one',
        { before: { aliases: ['a.no', 'b.no'] }, after: { aliases: ['b.no'] } },
      ],
      [
        'aws_cloudfront_distribution.two',
        { before: { aliases: ['c.no'] }, after: { aliases: ['a.no', 'c.no'] } },
      ],
    ]);
    const [problem, ...others] = refusedChanges(sites, details);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^a\.no would go from grades-prod\/one to grades-prod\/two/);
  });

  it.each<[string, object, object, string | undefined]>([
    [
      'another major version',
      { engine_version: '17.6' },
      { engine_version: '18' },
      'allowMajorUpgrade: true',
    ],
    [
      'another major version that is said to be meant',
      { engine_version: '17.6' },
      { engine_version: '18', allow_major_version_upgrade: true },
      undefined,
    ],
    ['less storage', { allocated_storage: 100 }, { allocated_storage: 20 }, 'has 100 GiB and would have 20'],
    [
      'a minor version and more storage',
      { engine_version: '17.6', allocated_storage: 20 },
      { engine_version: '17.7', allocated_storage: 40 },
      undefined,
    ],
  ])('that asks RDS for %s, if RDS refuses it', (_, before, after, message) => {
    const details = new Map([['aws_db_instance.server', { before, after }]]);
    const problems = refusedChanges([change('update', 'aws_db_instance.server')], details);
    expect(problems).toEqual(message ? [expect.stringContaining(message)] : []);
  });

  it('with all of its problems at once, and the page with the steps', () => {
    const { message } = planRefused('grades-prod', ['one thing', 'another']);
    expect(message).toContain('because of 2 changes');
    expect(message).toContain('  - one thing\n  - another\n');
    expect(message).toContain('docs/decisions/changes-in-place.md');
  });
});

describe('a plan is fine', () => {
  it('that destroys what was taken out of the code, or makes what was added to it', () => {
    expect(refused(change('delete', 'aws_s3_bucket.files'), change('create', 'aws_sqs_queue.mail'))).toEqual(
      [],
    );
  });

  it('that replaces what holds nothing, what was made half, or what somebody asked to replace', () => {
    expect(
      refused(
        change('replace', 'aws_ecs_task_definition.web'),
        change('replace', 'aws_ecs_service.web'),
        change('replace', 'aws_s3_bucket.files', { reason: 'tainted' }),
        change('replace', 'aws_s3_bucket.files', { reason: 'requested' }),
      ),
    ).toEqual([]);
  });

  it('that gives a site another host', () => {
    const details = new Map([
      ['aws_cloudfront_distribution.one', { before: { aliases: ['a.no'] }, after: { aliases: ['b.no'] } }],
    ]);
    expect(refusedChanges([change('update', 'aws_cloudfront_distribution.one')], details)).toEqual([]);
  });
});
