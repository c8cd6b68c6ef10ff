import { reachedByReleases } from '@dotkom/synthesised';
import { forPerson } from '../account/clients';
import { StackJob } from '../job/stack-job';
import { DecidedBy, DeployedRecord } from '../state/deployed-record';
import { Change, countChanges } from '../terraform/plan-summary';
import { applyAndRecord } from './apply';
import { beyondReleases } from './errors';
import { planAndShow } from './plan';
import { readPlanResult } from './plan-result';

/**
 * Plans, shows and applies what was released. What else the plan would change is refused before anything is applied.
 *
 * @param takeBack records what ran before again, where the release does not become healthy: it would be tried for ever.
 * @throws UserError when the plan changes what no release reaches.
 */
export async function deployRelease(job: StackJob, takeBack: () => Promise<void>): Promise<void> {
  const started = Date.now();
  const { changes, hasChanges } = await planAndShow(job, { lock: true });
  refuseBeyondReleases(job, changes);
  try {
    await applyAndRecord(job, countChanges(changes), !hasChanges, started);
  } catch (error) {
    await takeBack().catch((reason) => job.say(forPerson(reason))); // Why the deploy failed is what matters more.
    throw error;
  }
}

function refuseBeyondReleases(
  { stack, project, configuration, terraform }: StackJob,
  changes: readonly Change[],
) {
  const reached = reachedByReleases(stack);
  const others = changes.filter(({ address }) => !reached.has(address.replace(/\[.*$/, '')));
  if (others.length === 0) return;
  terraform.folder.removePlan();
  const lines = others.map(({ constructPath, address }) => `${constructPath} (${address})`);
  throw beyondReleases(stack.name, project.name, configuration, lines);
}

/** Deploys what was recorded since the last deploy, whichever services it is of. */
export async function deployReleases(job: StackJob): Promise<void> {
  await deployRelease(job, async () => {
    const tried = readPlanResult(job.terraform.folder.planResultFile)?.decidedBy;
    if (tried) await takeBackReleases(job, tried);
  });
}

async function takeBackReleases({ stack, account, say }: StackJob, failed: DecidedBy): Promise<void> {
  const deployed = new DeployedRecord(stack, account);
  // A first release has none before it to go back to, and would be tried every quarter of an hour.
  await deployed.noteFailed(failed);
  for (const release of await deployed.takeBackReleases(failed.releases)) {
    say(`${stack.name}: the release is taken back; ${release} is again what was deployed before`);
  }
}
