import fc from 'fast-check';
import { environmentNames } from '@dotkom/stack/conventions';
import { jsonOf, referred, resources, synthesised, SynthesisedStack } from '@dotkom/stack/testing';
import { load } from '../estate/stacks';
import { filledIn } from '../policies/filled-in';

/**
 * How long a policy may be, in characters without white space, and by role for all of its own together. A new action must not
 * be what makes a deploy of bootstrap fail, so 15 % stays free.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const most = { ofRole: 10_240, managed: 6_144, trust: 2_048 };
const share = 0.85;

/** An application's name, as long as one can be: 30 letters, in words. */
const name = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), { minLength: 1, maxLength: 6 })
  .map((words) => words.join('-').slice(0, 30).replace(/-$/, ''))
  .filter((each) =>
    each.split('-').every((word, at) => at === 0 || !environmentNames.some((known) => known === word)),
  );
const longest = 'onlineweb-administration-pages';

describe.each(environmentNames)('in %s', (environment) => {
  const sizes = (application: string) => tooLong(bootstrapFor(application, environment));

  it('no policy is nearly too long for the longest name', () => expect(sizes(longest)).toEqual([]));

  it('no policy is nearly too long for any name', () =>
    fc.assert(
      fc.property(name, (application) => expect(sizes(application)).toEqual([])),
      { numRuns: 5 },
    ));
});

function bootstrapFor(application: string, environment: string): SynthesisedStack {
  const { Bootstrap } = load('apps/bootstrap/src/stacks');
  const repositories = ['dotkom/vengeful-vineyard', 'dotkom/monoweb'];
  const projects = {
    applications: [{ name: application, environments: [environment], repositories }],
    platforms: ['prod'],
  };
  // As long as numbers of GitHub can become.
  const known = { owner: 999_999_999_999, repository: 999_999_999_999 };
  const repositoryIds = Object.fromEntries([...repositories, 'dotkom/infra'].map((each) => [each, known]));
  return synthesised((app) => new Bootstrap(app, { projects, repositoryIds }), {
    name: 'bootstrap',
    owner: 'dotkom',
  });
}

/** What is longer than it should be, in words. */
function tooLong(stack: SynthesisedStack): string[] {
  const length = (policy: string) => JSON.stringify(jsonOf(filledIn(stack, policy))).length;
  const over = (what: string, size: number, limit: number) =>
    size > limit * share ? [`${what}: ${size} of ${limit} characters`] : [];
  const ofRoles = resources(stack, 'aws_iam_role').flatMap((role) => {
    const own = resources(stack, 'aws_iam_role_policy').filter(
      (each) => referred(stack, each['role']) === role,
    );
    const size = own.reduce((sum, { policy }) => sum + length(policy), 0);
    return [
      ...over(`the policies of ${role['name']}`, size, most.ofRole),
      ...over(`the trust of ${role['name']}`, length(role['assume_role_policy']), most.trust),
    ];
  });
  const managed = resources(stack, 'aws_iam_policy').flatMap((each) =>
    over(each['name'], length(each['policy']), most.managed),
  );
  return [...ofRoles, ...managed];
}
