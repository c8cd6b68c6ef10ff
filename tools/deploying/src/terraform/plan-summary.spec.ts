import * as fc from 'fast-check';
import { recording } from '../testing/programs';
import { ChangeRepresentation } from './differences';
import { Action, parseEvent, PlannedChange } from './events';
import { Change, countChanges, countSteps, planSummary, relevantChanges } from './plan-summary';

const same = (address: string) => address;

describe('the summary of a plan', () => {
  const planned = recording('plan')
    .split('\n')
    .map(parseEvent)
    .flatMap((event) => (event.type === 'planned_change' ? [event.change] : []));
  const inCode = (address: string) =>
    address.startsWith('aws_s3_bucket.') ? 'grades-prod/uploads/bucket' : address;

  it('shows what is lost first, then what is replaced and destroyed, loud, each with its construct and the reason', () => {
    expect(planSummary('grades-prod', relevantChanges(planned, inCode))).toBe(
      [
        'grades-prod: 1 to REPLACE, 1 to DESTROY, 1 to change, 1 to adopt, 2 to create',
        '  DESTROY  grades-prod/uploads/bucket  (aws_s3_bucket.uploads_bucket_77AA77AA) because it is no longer in the code',
        '             LOST with it: the bucket, with its files',
        '  REPLACE  aws_ecs_task_definition.backend_task_5E5E5E5E  (aws_ecs_task_definition.backend_task_5E5E5E5E) because it cannot be changed in place',
        '  change   aws_ecs_service.backend_service_1A2B3C4D  (aws_ecs_service.backend_service_1A2B3C4D)',
        '  adopt    aws_route53_zone.zone_99  (aws_route53_zone.zone_99)',
        '  create   aws_cloudwatch_log_group.backend_log_0F0F0F0F  (aws_cloudwatch_log_group.backend_log_0F0F0F0F)',
        '  create   aws_route53_record.backend_route_record_12345678["A"]  (aws_route53_record.backend_route_record_12345678["A"])',
      ].join('\n'),
    );
  });

  it('takes as many steps to apply as Terraform then reports: two for what is replaced, none for what is adopted', () => {
    const steps = recording('apply')
      .split('\n')
      .map(parseEvent)
      .filter(({ type }) => type === 'apply_complete');
    expect(countSteps(countChanges(planned))).toBe(steps.length);
  });

  it('shows what only moves in the state or leaves it: Terraform changes that only when it is applied', () => {
    const moved: PlannedChange[] = [
      { resource: { addr: 'aws_s3_bucket.new_name' }, action: 'move' },
      { resource: { addr: 'aws_s3_bucket.kept' }, action: 'remove' },
    ];
    expect(planSummary('grades-prod', relevantChanges(moved, same))).toBe(
      [
        'grades-prod: 1 to FORGET, 1 to move',
        '  FORGET   aws_s3_bucket.kept  (aws_s3_bucket.kept)',
        '  move     aws_s3_bucket.new_name  (aws_s3_bucket.new_name)',
      ].join('\n'),
    );
    expect(countSteps(countChanges(relevantChanges(moved, same)))).toBe(0);
  });

  it('says of what exists and comes into the state whether it is left as it is, changed, or replaced', () => {
    const importing = { id: 'Z1_grades.no_A' };
    const adopted: PlannedChange[] = [
      { resource: { addr: 'aws_route53_record.held' }, action: 'import', importing },
      { resource: { addr: 'aws_route53_record.flipped' }, action: 'update', importing },
      { resource: { addr: 'aws_route53_record.other' }, action: 'replace', importing },
      { resource: { addr: 'aws_route53_record.own' }, action: 'update' },
    ];
    expect(planSummary('grades-prod', relevantChanges(adopted, same))).toBe(
      [
        'grades-prod: 1 to adopt and REPLACE, 1 to adopt and change, 1 to change, 1 to adopt',
        '  adopt and REPLACE aws_route53_record.other  (aws_route53_record.other)',
        '             LOST with it: the name in DNS',
        '  adopt and change aws_route53_record.flipped  (aws_route53_record.flipped)',
        '  change   aws_route53_record.own  (aws_route53_record.own)',
        '  adopt    aws_route53_record.held  (aws_route53_record.held)',
      ].join('\n'),
    );
  });

  it('says of what changes nothing but tags, which nobody notices, that it does', () => {
    const repository = (name: string): PlannedChange => ({
      resource: { addr: `aws_ecr_repository.${name}` },
      action: 'update',
      importing: { id: name },
    });
    const tags = {
      before: { tags_all: {}, force_delete: null },
      after: { tags_all: { Owner: 'x' }, force_delete: true },
    };
    const mutable = { before: { name: 'a', tags_all: {} }, after: { name: 'b', tags_all: { Owner: 'x' } } };
    const details = new Map<string, ChangeRepresentation>([
      ['aws_ecr_repository.tagged', tags],
      ['aws_ecr_repository.changed', mutable],
    ]);
    const changes = relevantChanges(['tagged', 'changed', 'unknown'].map(repository), same, details);
    const [heading, ...lines] = planSummary('grades-prod', changes).split('\n');
    expect(heading).toBe('grades-prod: 2 to adopt and change, 1 to adopt and tag');
    expect(lines).toContain('  adopt and tag aws_ecr_repository.tagged  (aws_ecr_repository.tagged)');
  });

  it('says that there are no changes when there are none', () => {
    expect(planSummary('grades-prod', [])).toBe('grades-prod: no changes');
  });

  const actions: Action[] = ['create', 'update', 'replace', 'delete', 'read', 'import', 'noop'];
  const anyPlan = fc.array(
    fc.record({
      resource: fc.record({ addr: fc.stringMatching(/^aws_(db_instance|iam_role|[a-z]{1,5})\.[a-z]{1,5}$/) }),
      action: fc.constantFrom(...actions),
    }),
  );

  /** The changes as a summary lists them: what is done, and whether it says that something is lost. */
  const linesOf = (changes: readonly Change[]) => {
    const [, ...lines] = planSummary('s', changes).split('\n');
    return lines.flatMap((line, index) =>
      line.includes('LOST')
        ? []
        : [{ action: line.trim().split(' ')[0] ?? '', isLost: lines[index + 1]?.includes('LOST') }],
    );
  };

  it.each(['update', 'create'] as const)(
    'does not say that something is lost of a database to %s',
    (action) => {
      const change = { resource: { addr: 'aws_db_instance.one' }, action };
      expect(planSummary('s', relevantChanges([change], same))).not.toContain('LOST');
    },
  );

  it('has a line for each resource that changes, and for nothing that is only read or stays', () => {
    fc.assert(
      fc.property(anyPlan, (plan: PlannedChange[]) => {
        const changes = relevantChanges(plan, same);
        const lines = linesOf(changes);
        expect(lines).toHaveLength(
          plan.filter(({ action }) => action !== 'read' && action !== 'noop').length,
        );
        const { create, update, replace, destroy, adopt } = countChanges(changes);
        expect(create + update + replace + destroy + adopt).toBe(changes.length);
      }),
    );
  });

  it('never shows a change of less danger before one of more', () => {
    const danger = ['create', 'adopt', 'change', 'DESTROY', 'REPLACE'];
    fc.assert(
      fc.property(anyPlan, (plan: PlannedChange[]) => {
        const dangers = linesOf(relevantChanges(plan, same)).map(({ action, isLost }) =>
          isLost ? danger.length : danger.indexOf(action),
        );
        expect(dangers).toEqual([...dangers].sort((one, other) => other - one));
      }),
    );
  });
});
