import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pythonOf, readRecording } from '@dotkom/local-aws';
import { missingPrerequisite } from '@dotkom/local-estate';
import { apiCall } from '../calls/api-call';
import { restModels } from '../calls/rest-models';
import { recordEstate } from '../estate/record-estate';
import { synthesisedBootstrap } from '../estate/stacks';
import { covers } from '../policies/matching';
import { peoplesRights, roleRights } from '../policies/roles';
import { Asking, questionsOf } from '../questions/ask';
import { refusedAndFine, unusedForAReason } from './reasons';
import { inWords, Refusal, refusals } from './refusals';
import { unused } from './unused';

const workspaceRoot = join(__dirname, '..', '..', '..', '..');
const dir = join(workspaceRoot, 'dist', 'rights');

/** For who changes a policy: asks again what was recorded last, without deploying again. */
const again = process.env['RIGHTS_AGAIN'] === 'true';

if (!again) rmSync(dir, { recursive: true, force: true }); // An emulator that an interrupted test left there ends without it.
const missing = again ? undefined : missingPrerequisite(workspaceRoot, dir, { record: true });
if (missing) say(`\n  SKIPPED, NOT TESTED: the rights of CI. ${missing}\n`);
const describeWhereItCanRun = missing ? describe.skip : describe;

/** Past Jest, which would keep it until the end: this takes minutes. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const bootstrap = synthesisedBootstrap();
const roles = { ...roleRights(bootstrap), ...peoplesRights(bootstrap) };

describeWhereItCanRun('what deploys send', () => {
  let asking: Asking;
  let refused: Refusal[];

  beforeAll(async () => {
    if (!again) await recordEstate({ workspaceRoot, dir, say });
    const models = restModels(await pythonOf({ workspaceRoot }));
    const calls = readRecording({ workspaceRoot, dir }).map((recorded) => apiCall(recorded, models));
    asking = await questionsOf(calls);
    refused = refusals(asking.asked, roles);
  });

  it('is all understood', () => {
    expect(asking.unknown).toEqual([]);
    expect(asking.asked.length).toBeGreaterThan(2_000);
  });

  it.each(['plan', 'apply', 'release', 'look', 'destroy'])('was sent in the phase %s', (phase) => {
    expect(asking.asked.filter(({ caller }) => caller.startsWith(`${phase}.`)).length).toBeGreaterThan(5);
  });

  it('is allowed to the role that CI would use', () => {
    const isFine = ({ role, question: { action, resource } }: Refusal): boolean =>
      refusedAndFine.some(
        (each) => each.roles.test(role) && each.action === action && each.resources.test(resource),
      );
    expect(refused.filter((each) => !isFine(each)).map(inWords)).toEqual([]);
  });

  it('is all that the roles may do, but for what has its reason', () => {
    const reasons = Object.keys(unusedForAReason);
    const unexplained = unused(asking.asked, roles).filter(
      (each) => !reasons.some((reason) => covers(reason, each)),
    );
    expect(unexplained).toEqual([]);
  });

  it('leaves no reason that is not true any more', () => {
    const found = unused(asking.asked, roles);
    const reasons = Object.keys(unusedForAReason);
    expect(reasons.filter((reason) => !found.some((each) => covers(reason, each)))).toEqual([]);
    for (const { action } of refusedAndFine)
      expect(refused.map(({ question }) => question.action)).toContain(action);
  });
});
