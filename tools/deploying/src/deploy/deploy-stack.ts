import { readFileSync } from 'node:fs';
import { StackJob } from '../job/stack-job';
import { refuseMissingSecrets } from '../secrets/missing-secrets';
import { DeployedRecord } from '../state/deployed-record';
import { ensureStateBucket } from '../state/state-bucket';
import { countChanges } from '../terraform/plan-summary';
import { applyAndRecord, stale } from './apply';
import { deployReleases } from './deploy-release';
import { isAsDeployed, onlyReleasesDiffer, planAndShow } from './plan';
import { readPlanResult } from './plan-result';
import { readResult, writeResult } from './result';

export interface DeployChoices {
  /** Plan anew, even where a plan was saved. */
  readonly fresh?: boolean;
  /** Plan, even where what would be deployed is what was deployed last. */
  readonly force?: boolean;
  /** Apply the saved plan, or nothing where `diff` found nothing to do. For pipelines: what nobody read is not applied. */
  readonly savedOnly?: boolean;
  /** Deploy what was released since the last deploy, and nothing else: no change of code or platform, no drift. */
  readonly releasesOnly?: boolean;
}

/**
 * Deploys a stack: applies exactly the saved plan, where there is one; or plans, shows and applies. Ends when everything is
 * healthy, or fails with the reason. Has nothing to do where the stack is as it was deployed last.
 *
 * @throws UserError when secrets are missing, or the saved plan is stale.
 */
export async function deployStack(job: StackJob, choices: DeployChoices): Promise<void> {
  const { stack, account, project, configuration, say } = job;
  if (choices.releasesOnly && !(await onlyReleasesDiffer(job))) return;
  await refuseMissingSecrets(stack, account, { project: project.name, configuration });
  if (await isForSaved(job, choices)) await deploySaved(job);
  else if (choices.savedOnly) say(`${stack.name}: no plan is saved, nothing to do`);
  else if (!choices.force && (await isAsDeployed(job))) recordNoChange(job);
  else if (choices.releasesOnly) await deployReleases(job);
  else await deployFresh(job);
}

/** Whether the saved plan is what to apply. One without changes is not, once a release was recorded: a person waits for that. */
async function isForSaved(
  job: StackJob,
  { fresh, releasesOnly, savedOnly }: DeployChoices,
): Promise<boolean> {
  const { stack, account, terraform, say } = job;
  if (terraform.folder.savedPlan(stack) === 'none' || fresh || releasesOnly) return false;
  const plan = readPlanResult(terraform.folder.planResultFile);
  if (savedOnly || plan?.hasChanges !== false) return true;
  const { factsDigest, digest } = await new DeployedRecord(stack, account).decidedBy();
  const isReleasedSince = factsDigest === plan.decidedBy?.factsDigest && digest !== plan.decidedBy.digest;
  if (!isReleasedSince || terraform.folder.savedPlan(stack) === 'of another version') return true;
  say(`${stack.name}: the saved plan has no changes, and a release was recorded since; planning anew`);
  return false;
}

/** Plans, shows and applies, and records what was done. */
async function deployFresh(job: StackJob): Promise<void> {
  const started = Date.now();
  const { changes, hasChanges } = await planAndShow(job, { lock: true });
  await applyAndRecord(job, countChanges(changes), !hasChanges, started);
}

async function deploySaved(job: StackJob): Promise<void> {
  const started = Date.now();
  const { terraform, stack, say } = job;
  if (terraform.folder.savedPlan(stack) === 'of another version') throw stale(job);
  const planned = readPlanResult(terraform.folder.planResultFile)?.decidedBy?.factsDigest;
  // It would write down what the platform published before. A release that was recorded since is deployed next; where it was
  // deployed, the state is another, and Terraform refuses the plan.
  if (planned !== (await new DeployedRecord(stack, job.account).decidedBy()).factsDigest) throw stale(job);
  await ensureStateBucket(stack, job.account);
  await terraform.init();
  const summary = readFileSync(terraform.folder.planSummaryFile, 'utf8').trim();
  say(`${stack.name}: applying the saved plan\n${summary}`);
  await applyAndRecord(job, terraform.folder.savedChanges(), false, started);
}

/** The result of a deploy that had nothing to do: what the last one said of the services still holds. */
function recordNoChange({ terraform }: StackJob): void {
  const file = terraform.folder.resultFile;
  const last = readResult(file);
  if (last) writeResult(file, { ...last, changes: countChanges([]), seconds: 0 });
}
