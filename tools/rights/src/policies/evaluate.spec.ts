import fc from 'fast-check';
import { Context, Question } from '../questions/question';
import { refusal } from './evaluate';
import { coversArn } from './matching';
import { RoleRights, Statement } from './statements';

const queue = 'arn:aws:sqs:eu-north-1:123456789012:grades-prod-mail';
const allow = (more: Partial<Statement> = {}): Statement => ({
  Sid: 'Queues',
  Effect: 'Allow',
  Action: 'sqs:*',
  Resource: queue,
  ...more,
});
const role = (
  statements: Statement[],
  boundary: Statement[] = [allow({ Action: '*', Resource: '*' })],
): RoleRights => ({
  name: 'ci-apply-grades-prod',
  statements,
  boundary,
});
const ask = (context: Context = {}, resource = queue): Question => ({
  action: 'sqs:DeleteQueue',
  resource,
  context,
  of: 'sqs DeleteQueue',
});

describe('a role', () => {
  it('may do what a statement allows, whatever the case of the action', () => {
    expect(refusal(role([allow({ Action: ['SQS:delete*'] })]), ask())).toBeUndefined();
  });

  it('may do nothing that no statement allows, and is told which comes nearest', () => {
    expect(refusal(role([]), ask())).toMatch(/no statement has the action/);
    expect(refusal(role([allow({ Resource: `${queue}x` })]), ask())).toMatch(/Queues is about .*mailx/);
    const tagged = allow({ Condition: { StringEquals: { 'aws:ResourceTag/Owner': 'dotkom' } } });
    expect(refusal(role([tagged]), ask())).toMatch(
      /Queues comes nearest, but aws:ResourceTag\/Owner is not said, and not StringEquals dotkom/,
    );
  });

  it('may do nothing that its boundary does not allow, or anything denies', () => {
    expect(refusal(role([allow()], []), ask())).toMatch(/nothing in its boundary/);
    expect(refusal(role([allow()], [allow(), allow({ Effect: 'Deny', Sid: 'Never' })]), ask())).toMatch(
      /Never of its boundary denies it/,
    );
  });
});

describe('conditions', () => {
  it.each<[string, Record<string, string | string[]>, Context, boolean]>([
    ['StringEquals', { a: ['x', 'y'] }, { A: 'y' }, true],
    ['StringEquals', { a: 'x' }, {}, false],
    ['StringEquals', { a: 'x*' }, { a: 'xy' }, false],
    ['StringLike', { a: 'x*' }, { a: 'xy' }, true],
    ['StringEqualsIfExists', { a: 'x' }, {}, true],
    ['StringEqualsIfExists', { a: 'x' }, { a: 'y' }, false],
    ['StringNotEquals', { a: 'x' }, {}, true],
    ['StringNotEquals', { a: ['x', 'y'] }, { a: 'y' }, false],
    ['ForAllValues:StringEquals', { a: ['x', 'y'] }, { a: ['x', 'y'] }, true],
    ['ForAllValues:StringEquals', { a: ['x'] }, { a: ['x', 'z'] }, false],
    ['ForAllValues:StringEquals', { a: ['x'] }, {}, true],
    ['ForAnyValue:StringEquals', { a: ['x'] }, { a: ['x', 'z'] }, true],
    ['ForAnyValue:StringEquals', { a: ['x'] }, {}, false],
    ['Null', { a: 'true' }, {}, true],
    ['Null', { a: 'false' }, {}, false],
    ['Bool', { a: 'true' }, { a: 'True' }, true],
    ['ArnNotLike', { a: 'arn:aws:iam::*:role/platform/*' }, { a: 'arn:aws:iam::1:role/platform/x' }, false],
  ])('%s %j of %j: %s', (operator, expected, context, isMet) => {
    const conditioned = allow({ Condition: { [operator]: expected } });
    expect(refusal(role([conditioned]), ask(context)) === undefined).toBe(isMet);
  });

  it('that nothing here can judge are an error, and not met', () => {
    const conditioned = allow({ Condition: { NumericLessThan: { a: '1' } } });
    expect(() => refusal(role([conditioned]), ask({ a: '0' }))).toThrow(/NumericLessThan/);
  });
});

describe('patterns of ARNs', () => {
  it.each([
    ['*', queue, true],
    ['arn:aws:sqs:*:123456789012:grades-*', queue, true],
    ['arn:aws:sqs:eu-north-1:*', queue, false], // Incomplete: AWS compares part by part.
    ['arn:aws:lambda:eu-north-1:1:function:a-*', 'arn:aws:lambda:eu-north-1:1:function:a-b:$LATEST', true],
    ['arn:aws:lambda:eu-north-1:1:function:a-*-c', 'arn:aws:lambda:eu-north-1:1:function:a-b:x-c', false],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/c/d', true],
    ['arn:aws:s3:::b', 'arn:aws:s3:::B', false],
    ['arn:aws:s3:::b?', 'arn:aws:s3:::bc', true],
  ])('%s covers %s: %s', (pattern, arn, isCovered) => expect(coversArn(pattern, arn)).toBe(isCovered));

  it('cover themselves, where they have no wildcard', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9/.:-]{1,30}$/), (resource) => {
        const arn = `arn:aws:sqs:eu-north-1:1:${resource}`;
        expect(coversArn(arn, arn)).toBe(true);
        expect(coversArn(arn, `${arn}x`)).toBe(false);
      }),
    ));
});
