import { Statement } from '../policies/statements';
import { meet } from './glob';
import { policyProblems } from './policy-problems';

const problems = (statement: Partial<Statement>) =>
  policyProblems({ where: 'a', statements: [{ Sid: 'S', Effect: 'Allow', ...statement }] });
const service = 'arn:aws:ecs:eu-north-1:123456789012:service/*/grades-prod-*';

describe('a policy', () => {
  it('of what AWS has is fine', async () => {
    const Condition = {
      ArnEquals: { 'ecs:cluster': 'x' },
      StringEquals: { 'aws:RequestedRegion': 'eu-north-1' },
    };
    expect(await problems({ Action: ['ecs:UpdateService'], Resource: [service], Condition })).toEqual([]);
    expect(await problems({ Action: ['ec2:Describe*'], Resource: ['*'] })).toEqual([]);
  });

  it.each<[string, Partial<Statement>, string]>([
    [
      'an action that AWS does not have',
      { Action: ['ec2:ModifyRoute'], Resource: ['*'] },
      'no action ec2:ModifyRoute',
    ],
    [
      'a pattern that covers nothing',
      { Action: ['ecs:Destroy*'], Resource: ['*'] },
      'no action ecs:Destroy*',
    ],
    ['a service that AWS does not have', { Action: ['ecz:Get*'], Resource: ['*'] }, 'no action ecz:Get*'],
    [
      'a resource of none of its actions',
      { Action: ['ecs:UpdateService'], Resource: [service, 'arn:aws:s3:::b'] },
      'no action of it is about arn:aws:s3:::b',
    ],
    [
      'an action about none of its resources',
      { Action: ['ecs:UpdateService', 'ecs:RunTask'], Resource: [service] },
      'ecs:RunTask is about none of its resources',
    ],
    [
      'an action that AWS knows no resource for',
      { Action: ['ecs:DeregisterTaskDefinition'], Resource: [service] },
      'ecs:DeregisterTaskDefinition is about none',
    ],
    [
      'a wildcard in the type of a resource',
      { Action: ['rds:DeleteDBInstance'], Resource: ['arn:aws:rds:eu-north-1:1:*:a'] },
      'no action of it is about arn:aws:rds',
    ],
    [
      'a condition that AWS does not have',
      { Action: ['ecs:RunTask'], Resource: ['*'], Condition: { StringEquals: { 'ecs:colour': 'red' } } },
      'no condition key ecs:colour',
    ],
    [
      'a condition that the action does not know',
      {
        Action: ['ec2:DescribeVpcs'],
        Resource: ['*'],
        Condition: { StringEquals: { 'aws:ResourceTag/Owner': 'x' } },
      },
      'does not know aws:ResourceTag/Owner for ec2:DescribeVpcs',
    ],
  ])('is told of %s', async (_, statement, told) => {
    expect((await problems(statement)).join('\n')).toContain(told);
  });
});

it.each([
  ['a*', '*b', true],
  ['a*c', 'ab*', true],
  ['a', 'b*', false],
  ['*', '', true],
  ['a?', 'a', false],
])('%s and %s can be one text: %s', (one, other, canBe) => {
  expect(meet(one, other)).toBe(canBe);
  expect(meet(other, one)).toBe(canBe);
});
