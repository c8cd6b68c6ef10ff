import { synthesisedStacks } from '@dotkom/stack/testing';
import { applicationStacks, platformStacks, synthesisedBootstrap } from '../estate/stacks';
import { Question } from '../questions/question';
import { refusal } from './evaluate';
import { forbidden } from './forbidden';
import { policiesOf, roleRights } from './roles';

/** What nobody may do, whoever asks: asked of every role of CI, and of every role that an application makes. */

const bootstrap = synthesisedBootstrap();
const ofCi = roleRights(bootstrap);
const [everything] = Object.values(
  synthesisedStacks(applicationStacks('changed'), { name: 'grades', owner: 'dotkom' }),
);
const ofApplication = roleRights(everything!, policiesOf(bootstrap));

/** What a role may do all the same, with why. Each must be true. */
const allowed: Readonly<Record<string, string>> = {};

const roles = { ...ofCi, ...ofApplication };

describe.each(Object.keys(roles))('%s', (name) => {
  it.each(forbidden.map((each) => [each[0], each] as const))(
    'never %s',
    (_, [what, actions, resources, context = {}]) => {
      const questions: Question[] = actions.flatMap((action) =>
        resources.map((resource) => ({ action, resource, context, of: what })),
      );
      const done = questions.filter((question) => refusal(roles[name]!, question) === undefined);
      const unexplained = done
        .map(({ action, resource }) => `${name} ${action} ${resource}`)
        .filter((each) => !(each in allowed));
      expect(unexplained).toEqual([]);
    },
  );
});

it('has no reason for what nobody may do any more', () => {
  const done = forbidden.flatMap(([what, actions, resources, context = {}]) =>
    Object.values(roles).flatMap((role) =>
      actions.flatMap((action) =>
        resources
          .filter((resource) => refusal(role, { action, resource, context, of: what }) === undefined)
          .map((resource) => `${role.name} ${action} ${resource}`),
      ),
    ),
  );
  expect(Object.keys(allowed).filter((each) => !done.includes(each))).toEqual([]);
});

it('is asked about policies that there are', () => {
  const platforms = synthesisedStacks(platformStacks('changed'), { name: 'platform', owner: 'dotkom' });
  const made = [bootstrap, ...Object.values(platforms)]
    .flatMap(({ resource }) => Object.values<any>(resource['aws_iam_policy'] ?? {}))
    .map(({ path = '/', name }) => `policy${path}${name}`);
  const asked = forbidden
    .flatMap(([, , resources]) => resources)
    .flatMap((resource) => /:(policy\/.+)$/.exec(resource)?.[1] ?? []);
  expect(asked.filter((each) => !made.includes(each))).toEqual([]);
});
