import * as fc from 'fast-check';
import { ChangeRepresentation } from '../terraform/differences';
import { Action } from '../terraform/events';
import { planSummary, relevantChanges } from '../terraform/plan-summary';
import { PlanDetails } from '../terraform/differences';
import { planDigest, valuesDigest } from './plan-result';
import { ReleasedParts } from './released-parts';

interface Planned {
  readonly address: string;
  readonly action: Action;
  readonly change: ChangeRepresentation;
}

const details = (
  planned: readonly Planned[],
  outputs: Record<string, ChangeRepresentation> = {},
): PlanDetails => ({
  resources: new Map(planned.map(({ address, change }) => [address, change])),
  outputs: new Map(Object.entries(outputs)),
});

/** What a plan comes to, as `nx diff` makes it of what Terraform says in this order. */
function plan(
  planned: readonly Planned[],
  outputs?: Record<string, ChangeRepresentation>,
  released = new ReleasedParts(new Set(), {}),
) {
  const said = planned.map(({ address, action }) => ({ resource: { addr: address }, action }));
  const of = details(planned, outputs);
  const shows = released.mark(
    relevantChanges(said, (address) => address, of.resources),
    of.resources,
  );
  return {
    digest: planDigest({ shows, valuesDigest: valuesDigest(shows, of, released) }),
    summary: planSummary('grades-prod', shows),
  };
}

const database = (before: object, after: object): Planned => ({
  address: 'aws_db_instance.database',
  action: 'update',
  change: { before, after },
});
const policy = (after: object): Planned => ({
  address: 'aws_iam_policy.one',
  action: 'update',
  change: { before: { policy: 'old' }, after },
});
const unchanged = (value: object): Planned => ({
  address: 'aws_autoscaling_group.nodes',
  action: 'noop',
  change: { before: value, after: value },
});

describe('two plans that would do the same', () => {
  it('have the same digest and read the same, in whatever order Terraform came to what they change', () => {
    const planned = fc.uniqueArray(
      fc.record({
        address: fc.stringMatching(/^aws_[a-z]{1,3}\.[a-z]{1,3}$/),
        action: fc.constantFrom<Action>('create', 'update', 'replace', 'delete', 'noop'),
        change: fc.record({
          before: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(3)),
          after: fc.dictionary(fc.constantFrom('a', 'b'), fc.nat(3)),
        }),
      }),
      { selector: ({ address }) => address, maxLength: 8 },
    );
    const twice = planned.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(fc.property(twice, ([one, other]) => expect(plan(one)).toEqual(plan(other))));
  });

  it('have the same digest where AWS answers other times and counts by then', () => {
    const restorable = (time: string) =>
      database(
        { latest_restorable_time: time, backup_retention_period: 7 },
        { latest_restorable_time: time, backup_retention_period: 14 },
      );
    const [one, other] = [restorable('09:00'), restorable('09:05')];
    expect(plan([one, unchanged({ desired_capacity: 2 })]).digest).toBe(
      plan([other, unchanged({ desired_capacity: 3 })]).digest,
    );
  });

  it('have the same digest where a release was deployed in between', () => {
    const definition = (image: string): Planned => {
      const containers = (memory: number) => JSON.stringify([{ image, memory }]);
      const change = {
        before: { container_definitions: containers(256) },
        after: { container_definitions: containers(512) },
        replace_paths: [['container_definitions']],
      };
      return { address: 'aws_ecs_task_definition.backend', action: 'replace', change };
    };
    expect(plan([definition('a@sha256:1')]).digest).toBe(plan([definition('a@sha256:2')]).digest);
  });

  it('have the same digest whatever it was that goes', () => {
    const gone = (before: object): Planned => ({
      address: 'aws_sqs_queue.mail',
      action: 'delete',
      change: { before, after: null },
    });
    expect(plan([gone({ messages: 1 })]).digest).toBe(plan([gone({ messages: 2 })]).digest);
  });
});

describe('two plans have different digests', () => {
  const one = plan([policy({ policy: 'narrow' })]).digest;

  it.each<[string, Planned[]]>([
    ['where a value becomes another', [policy({ policy: 'wide' })]],
    ['where one changes more', [policy({ policy: 'narrow' }), database({ size: 1 }, { size: 2 })]],
    [
      'where a value of one is not known yet',
      [{ ...policy({}), change: { before: { policy: 'old' }, after: {}, after_unknown: { policy: true } } }],
    ],
    ['where one replaces what the other updates', [{ ...policy({ policy: 'narrow' }), action: 'replace' }]],
    ['where nothing changes', []],
  ])('%s', (_what, planned) => expect(plan(planned).digest).not.toBe(one));

  it('where only outputs change, and in another way', () => {
    const output = (after: string) => plan([], { web: { before: 'a', after } }).digest;
    expect(new Set([output('b'), output('c'), plan([]).digest]).size).toBe(3);
    expect(output('a')).toBe(plan([]).digest);
  });
});

describe('a release between a plan and the one after the merge', () => {
  const image = (digit: string) => `registry/grades/prod/backend@sha256:${digit.repeat(64)}`;
  const reached = new Set([
    'aws_ecs_task_definition.backend',
    'aws_ecs_service.backend',
    'aws_sfn_state_machine.job',
  ]);
  /** As `terraform show -json` has it where these are released, and the code says so much memory. */
  const definition = (before: string, after: string, memory = 256, more: object = {}): Planned => ({
    address: 'aws_ecs_task_definition.backend',
    action: 'replace',
    change: {
      before: {
        container_definitions: JSON.stringify([{ image: before, memory: 256 }]),
        revision: 7,
        arn: 'old',
      },
      after: { container_definitions: JSON.stringify([{ image: after, memory, ...more }]) },
      after_unknown: { revision: true, arn: true },
      replace_paths: [['container_definitions']],
    },
  });
  const service: Planned = {
    address: 'aws_ecs_service.backend',
    action: 'update',
    change: { before: { task_definition: 'old' }, after: {}, after_unknown: { task_definition: true } },
  };
  const queue: Planned = {
    address: 'aws_sqs_queue.mail',
    action: 'update',
    change: { before: { delay: 0 }, after: { delay: 5 } },
  };
  const digestOf = (planned: readonly Planned[], digit = '2', output = image(digit)) =>
    plan(
      planned,
      { backend: { before: { digest: image('1') }, after: { digest: output } } },
      new ReleasedParts(reached, { '/releases/grades/prod/backend': `sha256:${digit.repeat(64)}` }),
    ).digest;

  it('makes no other plan of it', () => {
    const reviewed = digestOf([queue], '1');
    expect(digestOf([queue, definition(image('1'), image('2')), service])).toBe(reviewed);
  });

  it('makes no other plan of one that changes the same task definition', () => {
    const reviewed = digestOf([definition(image('1'), image('1'), 512), service], '1');
    expect(digestOf([definition(image('1'), image('2'), 512), service])).toBe(reviewed);
  });

  it.each<[string, readonly Planned[]]>([
    ['memory', [definition(image('1'), image('2'), 1024), service]],
    ['a command', [definition(image('1'), image('2'), 256, { command: ['sh'] }), service]],
    ['another repository', [definition(image('1'), image('2').replace('backend', 'other')), service]],
    ['an image that nobody released', [definition(image('1'), image('3')), service]],
    ['something beyond what it reaches', [definition(image('1'), image('2')), service, queue]],
  ])('hides nothing that the code changes beside it: %s', (_what, planned) => {
    expect(digestOf(planned)).not.toBe(digestOf([definition(image('1'), image('2')), service]));
  });

  it('hides no end and no beginning of what it reaches', () => {
    const [ends, begins] = (['delete', 'create'] as const).map((action) =>
      digestOf([{ ...service, action }]),
    );
    expect(new Set([ends, begins, digestOf([])]).size).toBe(3);
  });

  it('hides no other output', () => {
    expect(digestOf([], '2', 'https://elsewhere')).not.toBe(digestOf([]));
  });

  it('is shown like everything else', () => {
    const { summary } = plan(
      [definition(image('1'), image('2'))],
      {},
      new ReleasedParts(reached, { one: `sha256:${'2'.repeat(64)}` }),
    );
    expect(summary).toMatch(/container_definitions\[0\]\.image: .* → .*2222/);
  });
});
