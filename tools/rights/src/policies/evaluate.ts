import { Question } from '../questions/question';
import { unmet } from './conditions';
import { coversAction, coversArn } from './matching';
import { listed, RoleRights, Statement } from './statements';

/** Why something is refused, in words; nothing where it is allowed. */
export function refusal(role: RoleRights, question: Question): string | undefined {
  for (const [what, statements] of [
    ['its policies', role.statements],
    ['its boundary', role.boundary],
  ] as const) {
    const denied = statements.find((each) => each.Effect === 'Deny' && applies(each, question));
    if (denied) return `${denied.Sid ?? 'a statement'} of ${what} denies it`;
    if (!statements.some((each) => each.Effect === 'Allow' && applies(each, question))) {
      return `nothing in ${what} allows it; ${nearest(statements, question)}`;
    }
  }
  return undefined;
}

/** The statements of a role by which it may do something. */
export function allowedBy({ statements }: RoleRights, question: Question): Statement[] {
  return statements.filter((each) => each.Effect === 'Allow' && applies(each, question));
}

function applies(statement: Statement, question: Question): boolean {
  return (
    isAboutAction(statement, question) &&
    isAboutResource(statement, question) &&
    unmet(statement, question.context).length === 0
  );
}

function isAboutAction({ Action, NotAction }: Statement, { action }: Question): boolean {
  const covered = listed(Action ?? NotAction).some((each) => coversAction(each, action));
  return NotAction ? !covered : covered;
}

function isAboutResource({ Resource, NotResource }: Statement, { resource }: Question): boolean {
  const covered = listed(Resource ?? NotResource).some((each) => coversArn(each, resource));
  return NotResource ? !covered : covered;
}

/** The statement that comes nearest to allowing it, and what it lacks. */
function nearest(statements: readonly Statement[], question: Question): string {
  const about = statements.filter((each) => each.Effect === 'Allow' && isAboutAction(each, question));
  const onIt = about.find((each) => isAboutResource(each, question));
  if (onIt) return `${onIt.Sid} comes nearest, but ${unmet(onIt, question.context).join(', and ')}`;
  if (about.length === 0) return 'no statement has the action';
  const [service] = question.action.split(':');
  const patterns = about.flatMap(({ Resource }) => listed(Resource));
  const ofService = patterns.filter((each) => each.split(':')[2] === service);
  return `${about.map(({ Sid }) => Sid).join(', ')} is about ${ofService.join(', ') || 'other services'}`;
}
