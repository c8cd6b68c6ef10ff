import { refusal } from '../policies/evaluate';
import { RoleRights } from '../policies/statements';
import { Asked } from '../questions/ask';
import { Question } from '../questions/question';
import { rolesFor } from './who';

/** Something that a role would be refused. */
export interface Refusal {
  readonly role: string;
  readonly question: Question;
  readonly because: string;
}

/** What CI's roles would be refused of what was asked, each once. */
export function refusals(asked: readonly Asked[], roles: Readonly<Record<string, RoleRights>>): Refusal[] {
  const found = new Map<string, Refusal>();
  const answered = new Set<string>();
  for (const { caller, questions } of asked) {
    for (const role of rolesFor(caller, roles)) {
      for (const question of questions) {
        const { action, resource, context } = question;
        const key = JSON.stringify([role.name, action, resource, context]);
        if (answered.has(key)) continue;
        answered.add(key);
        const because = refusal(role, question);
        if (because)
          found.set(`${role.name} ${action} ${general(resource)}`, { role: role.name, question, because });
      }
    }
  }
  return [...found.values()];
}

/** A refusal in words. */
export function inWords({ role, question: { action, resource, of }, because }: Refusal): string {
  return `${role} may not ${action} on ${resource}, which ${of} asks: ${because}`;
}

/** Without the ids that differ from one recording to the next. */
function general(resource: string): string {
  return resource.replace(/[0-9a-f]{8,}/g, '*');
}
