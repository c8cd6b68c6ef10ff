import { jsonOf, referred, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { filledIn, zoneArn } from './filled-in';
import { RoleRights, Statement } from './statements';

/**
 * The roles of a stack, with what each may do by its own and by shared policies.
 *
 * @param boundaries what bounds roles whose boundary another stack makes, by the name of the policy.
 */
export function roleRights(
  stack: SynthesisedStack,
  boundaries: Readonly<Record<string, readonly Statement[]>> = {},
): Record<string, RoleRights> {
  const bounds = { ...boundaries, ...policiesOf(stack) };
  return Object.fromEntries(
    Object.entries(stack.resource['aws_iam_role'] ?? {}).map(([id, role]) => {
      const isOf = (each: Record<string, any>) =>
        new RegExp(`\\$\\{aws_iam_role\\.${id}[.\\[]`).test(each['role']);
      const inline = resources(stack, 'aws_iam_role_policy').filter(isOf);
      const attached = resources(stack, 'aws_iam_role_policy_attachment')
        .filter(isOf)
        .map((each) => referred(stack, each['policy_arn']));
      const statements = [...inline, ...attached].flatMap(({ policy }) => statementsOf(stack, policy));
      const boundary = bounds[filledIn(stack, role['permissions_boundary']).split('/').pop() ?? ''];
      if (!boundary) throw new Error(`The role ${role['name']} has a boundary that no policy here is.`);
      return [role['name'], { name: role['name'], statements, boundary }];
    }),
  );
}

/** What people may do by the policy with which they look at applications. No boundary bounds them. */
export function peoplesRights(stack: SynthesisedStack): Record<string, RoleRights> {
  const look = policiesOf(stack)['applications-look'] ?? [];
  const unbounded: Statement = { Sid: 'Unbounded', Effect: 'Allow', Action: ['*'], Resource: ['*'] };
  return { 'applications-look': { name: 'applications-look', statements: look, boundary: [unbounded] } };
}

/** The policies that a stack makes, by their names. */
export function policiesOf(stack: SynthesisedStack): Record<string, readonly Statement[]> {
  return Object.fromEntries(
    resources(stack, 'aws_iam_policy').map(({ name, policy }) => [name, statementsOf(stack, policy)]),
  );
}

/** The ids of zones are random: whether a record's zone is ours is not asked. */
function statementsOf(stack: SynthesisedStack, policy: string): Statement[] {
  return jsonOf(filledIn(stack, policy).replaceAll(zoneArn, 'arn:aws:route53:::hostedzone/*')).Statement;
}
