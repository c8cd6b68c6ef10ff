import { resources, SynthesisedStack, synthesisedStacks } from '@dotkom/stack/testing';
import { applicationStacks, platformStacks, synthesisedBootstrap } from '../estate/stacks';
import { account, Context } from '../questions/question';
import { refusal } from './evaluate';
import { policiesOf, roleRights } from './roles';
import { listed, Statement } from './statements';

/** What the roles of stacks are for is nothing that their boundary takes away. */

const boundaries = policiesOf(synthesisedBootstrap());
const [platform] = Object.values(
  synthesisedStacks(platformStacks('changed'), { name: 'platform', owner: 'dotkom' }),
);
const [application] = Object.values(
  synthesisedStacks(applicationStacks('changed'), { name: 'grades', owner: 'dotkom' }),
);

describe.each([
  ['the platform', platform!],
  ['an application with everything', application!],
])('the roles of %s', (_, stack) => {
  const roles = Object.values(roleRights(stack, boundaries));

  it('all have policies', () => {
    expect(roles.length).toBeGreaterThan(2);
    expect(roles.filter(({ statements }) => statements.length === 0)).toEqual([]);
  });

  it.each(roles.map((role) => [role.name, role] as const))(
    '%s may do within its boundary what its policies say',
    (name, role) => {
      const taken = role.statements.flatMap((statement) =>
        questionsOf(statement, arnOf(stack, name))
          .filter((question) => refusal({ ...role, statements: allowingAll }, question) !== undefined)
          .map(({ action, resource }) => `${action} on ${resource}`),
      );
      expect(taken).toEqual([]);
    },
  );
});

const allowingAll: Statement[] = [{ Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' }];

/** What a statement is written for: each action on each resource, by whatever its conditions ask for. */
function questionsOf({ Action, Resource, Condition = {} }: Statement, principal: string) {
  const context: Context = Object.assign({ 'aws:PrincipalArn': principal }, ...Object.values(Condition));
  return listed(Action).flatMap((action) =>
    listed(Resource).map((resource) => ({ action, resource, context, of: 'a statement' })),
  );
}

function arnOf(stack: SynthesisedStack, name: string): string {
  const role = resources(stack, 'aws_iam_role').find((each) => each['name'] === name);
  return `arn:aws:iam::${account}:role${role?.['path']}${name}`;
}
