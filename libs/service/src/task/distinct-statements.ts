import { Statement } from '@dotkom/stack';

/**
 * Statements of one policy, once each, and each under a sid of its own: a policy's sids have to differ. What was granted
 * twice is granted once; of two grants that come to one sid (a queue `as-mail` and a sender `mail`), the later gets a number.
 */
export function distinctStatements(statements: readonly Statement[]): readonly Statement[] {
  const different = [...new Map(statements.map((each) => [JSON.stringify(each), each])).values()];
  const taken = new Set<string>();
  return different.map((statement) => {
    let sid = statement.sid;
    for (let number = 2; taken.has(sid); number += 1) sid = `${statement.sid}${number}`;
    taken.add(sid);
    return { ...statement, sid };
  });
}
