import * as fc from 'fast-check';
import { ChangeRepresentation } from '../terraform/differences';
import { Action } from '../terraform/events';
import { planSummary, relevantChanges } from '../terraform/plan-summary';
import { planDigest, PlanDetails } from './plan-result';

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
function plan(planned: readonly Planned[], outputs?: Record<string, ChangeRepresentation>) {
  const said = planned.map(({ address, action }) => ({ resource: { addr: address }, action }));
  const { resources } = details(planned);
  const changes = relevantChanges(said, (address) => address, resources);
  return {
    digest: planDigest(changes, details(planned, outputs)),
    summary: planSummary('grades-prod', changes),
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
