import fc from 'fast-check';
import { environmentNames } from '@dotkom/stack';
import { account, inAccount, jsonOf, resources, rolesOf, SynthesisedStack } from '@dotkom/stack/testing';
import { bootstrapFor } from './testing/bootstrap';

/**
 * AWS's limits: the policies in a role together, and one managed policy, in characters. No policy is fuller than 85 %, so
 * that what the next construct needs has room.
 */
const limits = { ofRole: 10_240 * 0.85, managed: 6_144 * 0.85 };

const ids = { 'dotkom/infra': { owner: 1, repository: 2 }, 'dotkom/monoweb': 'unknown' } as const;
const named = (name: string) =>
  bootstrapFor(
    {
      applications: [{ name, environments: environmentNames, repositories: ['dotkom/monoweb'] }],
      platforms: ['prod'],
    },
    ids,
  );

/** A policy as AWS gets it, where each expression is as long as the longest ARN that it can become. */
function asSent(stack: SynthesisedStack, policy: string): string {
  const longestArn = `arn:aws:iam::${account}:instance-profile/${'x'.repeat(128)}`;
  return inAccount(stack, policy)
    .replace(/\$\{aws_route53_zone\.[^}]*\}/g, `arn:aws:route53:::hostedzone/${'Z'.repeat(32)}`)
    .replace(/\$\{aws_[^}]*\}/g, longestArn);
}

const tooLong = (stack: SynthesisedStack): string[] => [
  ...Object.values(rolesOf(stack))
    .filter(({ policy }) => asSent(stack, policy).length > limits.ofRole)
    .map(({ name }) => name),
  ...resources(stack, 'aws_iam_policy')
    .filter(({ policy }) => asSent(stack, policy).length > limits.managed)
    .map(({ name }) => name),
];

describe("AWS's limits", () => {
  const words = (length: number) =>
    fc.string({ unit: fc.constantFrom('a', 'm', 'z', '0'), minLength: length, maxLength: length });
  const applicationName = fc
    .integer({ min: 1, max: 30 })
    .chain((length) => words(length - 1).map((rest) => `a${rest}`));

  it('are far from what any role or policy says, whatever an application is called and in every environment', () => {
    expect(tooLong(named('a'.repeat(30)))).toEqual([]);
    fc.assert(
      fc.property(applicationName, (name) => expect(tooLong(named(name))).toEqual([])),
      { numRuns: 5 },
    );
  });

  it('are told where they are reached', () => {
    const stack = named('grades');
    const [first] = resources(stack, 'aws_iam_policy');
    const statements = jsonOf(first?.['policy']).Statement;
    first!['policy'] = JSON.stringify({ Statement: Array(20).fill(statements).flat() });
    expect(tooLong(stack)).toContain(first?.['name']);
  });

  it('are those of 10 managed policies for a role, too', () => {
    const stack = named('grades');
    const attached = resources(stack, 'aws_iam_role_policy_attachment').map(({ role }) => role);
    for (const role of attached) expect(attached.filter((each) => each === role).length).toBeLessThan(10);
  });
});

describe('the ARNs of policies', () => {
  it('name the kind of a thing, for which AWS takes no pattern', () => {
    const stack = named('grades');
    const policies = ['aws_iam_policy', 'aws_iam_role_policy'].flatMap((type) => resources(stack, type));
    const arns: string[] = policies
      .flatMap(({ policy }) => jsonOf(inAccount(stack, policy)).Statement)
      .flatMap(({ Resource }) => Resource)
      .filter((each: string) => each.startsWith('arn:'));
    expect(arns.length).toBeGreaterThan(100);
    const kindOf = (arn: string) => arn.split(':').slice(5).join(':').split(/[/:]/)[0] ?? '';
    const withoutKinds = /^arn:aws:(s3|sns|sqs):/;
    expect(arns.filter((arn) => !withoutKinds.test(arn) && kindOf(arn).includes('*'))).toEqual([]);
  });
});
