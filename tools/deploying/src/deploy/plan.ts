import { writeFileSync } from 'node:fs';
import { environmentOf } from '@dotkom/synthesised';
import { StackJob } from '../job/stack-job';
import { DecidedBy, DeployedRecord } from '../state/deployed-record';
import { ensureStateBucket } from '../state/state-bucket';
import { Change, countChanges, planSummary, relevantChanges } from '../terraform/plan-summary';
import { releasesWait } from './errors';
import { PlanDetails, planDigest, writePlanResult } from './plan-result';
import { readResult } from './result';

/** Whether a stack is as it was deployed last, and says so: there is nothing to plan. */
export async function isAsDeployed({ stack, account, terraform, say }: StackJob): Promise<boolean> {
  // Locally the result of the last deploy is part of what is shown, and a missing one is made anew.
  if (account.isLocal && !readResult(terraform.folder.resultFile)) return false;
  const deployed = new DeployedRecord(stack, account);
  const last = await deployed.last();
  if (last === undefined || last.digest !== (await deployed.decidedBy()).digest) return false;
  say(`${stack.name}: as it was deployed last, nothing to do (--force plans all the same)`);
  return true;
}

/** Whether a stack differs from what was deployed last in nothing but releases; says so where it does in more. */
export async function onlyReleasesDiffer({ stack, account, say }: StackJob): Promise<boolean> {
  const deployed = new DeployedRecord(stack, account);
  const last = await deployed.last();
  if (last && deployed.differsInReleasesAlone(last, await deployed.decidedBy())) return true;
  say(releasesWait(stack.name, last?.codeDigest === stack.digest ? 'facts' : 'code'));
  return false;
}

/**
 * Makes and saves a stack's plan, and shows it.
 *
 * @param lock whether it is to be applied at once, so that nobody else changes the state meanwhile.
 */
export async function planAndShow(
  job: StackJob,
  { lock }: { lock: boolean },
): Promise<{ changes: Change[]; hasChanges: boolean }> {
  const { stack, account, terraform, say } = job;
  await ensureStateBucket(stack, account);
  await terraform.init();
  say(`${stack.name}: planning`);
  // Before the plan: what changes while it is made is then planned again next time.
  const decidedBy = await new DeployedRecord(stack, account).decidedBy();
  const { planned, hasChanges } = await terraform.plan({ lock });
  const details = hasChanges ? await terraform.plannedDetails() : undefined;
  const changes = relevantChanges(planned, (address) => terraform.constructPath(address), details?.resources);
  say(describePlan(job, { changes, hasChanges, details, decidedBy }));
  return { changes, hasChanges };
}

/** What is known of a plan that was made, or that need not be made. */
interface MadePlan {
  readonly changes: readonly Change[];
  readonly hasChanges: boolean;
  readonly details?: PlanDetails;
  readonly decidedBy?: DecidedBy;
}

/** Writes down what a plan would do, for people and for programs. Gives what people read. */
export function describePlan(
  { stack, project, terraform }: StackJob,
  { changes, hasChanges, details, decidedBy }: MadePlan,
): string {
  const summary = planSummary(stack.name, changes, hasChanges);
  writeFileSync(terraform.folder.planSummaryFile, `${summary}\n`);
  writePlanResult(terraform.folder.planResultFile, {
    stack: stack.name,
    project: project.name,
    owner: project.owner,
    environment: environmentOf(stack),
    hasChanges,
    changes: countChanges(changes),
    summary,
    digest: planDigest(changes, details),
    decidedBy,
  });
  return summary;
}
