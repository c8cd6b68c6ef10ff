import { coversAction, coversArn } from '../policies/matching';
import { allowedBy } from '../policies/evaluate';
import { listed, RoleRights, Statement } from '../policies/statements';
import { Asked } from '../questions/ask';
import { Question } from '../questions/question';
import { rolesFor } from './who';

/**
 * What the roles may do and no phase ever did: `<role> <statement>: <action or resource, as the policy writes it>`. A
 * statement that several roles share is called `every role`.
 */
export function unused(asked: readonly Asked[], roles: Readonly<Record<string, RoleRights>>): string[] {
  const used = usesOf(asked, roles);
  const holders = new Map<string, string[]>();
  for (const { name, statements } of Object.values(roles)) {
    for (const statement of statements.filter(({ Effect }) => Effect === 'Allow')) {
      const key = JSON.stringify(statement);
      holders.set(key, [...(holders.get(key) ?? []), name]);
    }
  }
  return [...holders].flatMap(([key, names]) => {
    const statement: Statement = JSON.parse(key);
    const questions = used.get(key) ?? [];
    const where = `${names.length > 1 ? 'every role' : names[0]} ${statement.Sid}`;
    const actions = listed(statement.Action).filter(
      (each) => !questions.some(({ action }) => coversAction(each, action)),
    );
    const resources = listed(statement.Resource).filter(
      (each) => !questions.some(({ resource }) => coversArn(each, resource)),
    );
    // Where no action was asked, no resource was either.
    return [...actions, ...(questions.length > 0 ? resources : [])].map((each) => `${where}: ${each}`);
  });
}

/** The questions that each statement answered. */
function usesOf(
  asked: readonly Asked[],
  roles: Readonly<Record<string, RoleRights>>,
): Map<string, Question[]> {
  const uses = new Map<string, Question[]>();
  const seen = new Set<string>();
  for (const { caller, questions } of asked) {
    for (const role of rolesFor(caller, roles)) {
      for (const question of questions) {
        const { action, resource, context } = question;
        const key = JSON.stringify([role.name, action, resource, context]);
        if (seen.has(key)) continue;
        seen.add(key);
        for (const statement of allowedBy(role, question)) {
          const of = JSON.stringify(statement);
          uses.set(of, [...(uses.get(of) ?? []), question]);
        }
      }
    }
  }
  return uses;
}
