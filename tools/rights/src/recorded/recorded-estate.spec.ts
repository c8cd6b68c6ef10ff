import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  actionsOn,
  Deployed,
  expected,
  impossibleInPlace,
  refusals as refusedChanges,
  ResourceChange,
  Terraform,
} from '@dotkom/end-to-end/changes';
import { pythonOf, readRecording, stopLocalAws } from '@dotkom/local-aws';
import { missingPrerequisite } from '@dotkom/local-estate';
import { apiCall } from '../calls/api-call';
import { restModels } from '../calls/rest-models';
import { RecordedEstate } from '../estate/recorded-estate';
import { application, platform, platformStack, synthesisedBootstrap } from '../estate/stacks';
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
if (missing)
  say(`\n  SKIPPED, NOT TESTED: the rights of CI, and what everything is changed by. ${missing}\n`);
const describeWhereItCanRun = missing ? describe.skip : describe;

/** Past Jest, which would keep it until the end: this takes minutes. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const bootstrap = synthesisedBootstrap();
const roles = { ...roleRights(bootstrap), ...peoplesRights(bootstrap) };

describeWhereItCanRun('an estate with everything', () => {
  let estate: RecordedEstate;

  beforeAll(async () => {
    if (again) return;
    estate = await RecordedEstate.deploy({ workspaceRoot, dir, say });
  });

  afterAll(() => stopLocalAws({ workspaceRoot, dir }));

  // Before the estate is changed and destroyed, which what deploys send needs.
  if (!again) describe('as it is first', () => whatChangesInPlace(() => estate));
  describe('from first to last', () => whatDeploysSend(() => estate));
});

/** What the provider can change of things it only says of things that are deployed; here all are that there are. */
function whatChangesInPlace(estate: () => RecordedEstate): void {
  const stacks: Record<string, Deployed> = {};
  const copies: Record<string, Terraform> = {};

  /** The plan of changed settings of the platform, which is not applied. */
  const planOf = async (changed: (settings: any) => object): Promise<ResourceChange[]> => {
    const copy = copies[platform.stack]!;
    await copy.take(platformStack(changed));
    return copy.plan('-refresh=false');
  };

  beforeAll(async () => {
    for (const each of [platform, application]) {
      const deployed = (stacks[each.stack] = await estate().deployed(each));
      const folder = join(dir, 'copies', each.stack);
      copies[each.stack] = await Terraform.copyOf(deployed, folder, estate().endpoint);
    }
  });

  afterAll(() => Object.values(copies).forEach((copy) => copy.end()));

  it.each([platform.stack, application.stack])(
    'is made of what the provider cannot change in place as the table says: %s',
    async (name) => {
      const [copy, { json }] = [copies[name]!, stacks[name]!.stack];
      expect(await impossibleInPlace(copy, json)).toEqual(expected(copy, json));
    },
  );

  it('gets another database class and more storage, other nodes and another answer for other hosts in place', async () => {
    const plan = await planOf(({ database, nodePools }) => ({
      database: { ...database, instanceClass: 'db.t4g.medium', storageGibibytes: { from: 40, to: 200 } },
      nodePools: { ...nodePools, arm64: { minNodes: 4, maxNodes: 10 } },
      gateway: { otherHosts: { redirectTo: 'online.ntnu.no' }, accessLogDays: 7 },
    }));
    expect(refusedChanges(plan)).toEqual([]);
    for (const type of ['aws_db_instance', 'aws_autoscaling_group', 'aws_lb_listener']) {
      expect([type, ...new Set(actionsOn(plan, type))]).toEqual([type, 'update']);
    }
  });

  it('refuses another major version of PostgreSQL before anything is applied, unless it is said to be meant', async () => {
    const raised = (more: object) =>
      planOf(({ database }) => ({ database: { ...database, postgresVersion: '18', ...more } }));
    expect(refusedChanges(await raised({}))).toEqual([expect.stringContaining('allowMajorUpgrade: true')]);
    const meant = await raised({ allowMajorUpgrade: true });
    expect(refusedChanges(meant)).toEqual([]);
    expect(actionsOn(meant, 'aws_db_parameter_group')).toEqual(['create,delete']);
    expect(actionsOn(meant, 'aws_db_instance')).toEqual(['update']);
  });

  it('refuses another range of addresses for its network before anything is applied', async () => {
    const plan = await planOf(({ network }) => ({ network: { ...network, cidr: '10.1.0.0/16' } }));
    expect(refusedChanges(plan).join('\n')).toMatch(/aws_vpc\.\S+ would be replaced, and the network, lost/);
  });
}

/** What was sent in the whole life of the estate, AWS asks the policies of. */
function whatDeploysSend(estate: () => RecordedEstate): void {
  let asking: Asking;
  let refused: Refusal[];
  let neverDone: string[];

  beforeAll(async () => {
    if (!again) await estate().changeAndDestroy();
    const models = restModels(await pythonOf({ workspaceRoot }));
    const calls = readRecording({ workspaceRoot, dir }).map((recorded) => apiCall(recorded, models));
    asking = await questionsOf(calls);
    refused = refusals(asking.asked, roles);
    neverDone = unused(asking.asked, roles);
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
    const unexplained = neverDone.filter((each) => !reasons.some((reason) => covers(reason, each)));
    expect(unexplained).toEqual([]);
  });

  it('leaves no reason that is not true any more', () => {
    const reasons = Object.keys(unusedForAReason);
    expect(reasons.filter((reason) => !neverDone.some((each) => covers(reason, each)))).toEqual([]);
    for (const { action } of refusedAndFine)
      expect(refused.map(({ question }) => question.action)).toContain(action);
  });
}
