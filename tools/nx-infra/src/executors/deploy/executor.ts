import { ExecutorContext } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import { DeployedRecord } from '../../deployed-record';
import { readPlanResult } from '../../plan-result';
import { readResult, writeResult } from '../../result';
import { refuseMissingSecrets } from '../../secrets/missing-secrets';
import { needs } from '../../stack/needs';
import { ensureStateBucket } from '../../state-bucket';
import { countChanges } from '../../terraform/plan-summary';
import { AccountOptions, forEachStack, StackJob } from '../each-stack';
import diff from '../diff/executor';
import { inOrder } from '../in-order';
import validate from '../validate/executor';
import { say } from '../people';
import { isAsDeployed, onlyReleasesDiffer, planAndShow } from '../plan';
import { applyAndRecord, stale } from './apply';
import { deployReleases } from './deploy-release';

export interface DeployOptions extends AccountOptions {
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
 * `nx deploy <project> -c <environment>`: applies exactly the saved plan, where `diff` has made one; or plans, shows and
 * applies. Ends when everything is healthy, or fails with the reason. Has nothing to do where the stack is as it was
 * deployed last. In one run, bootstrap goes before the platform, and the platform before the applications on it; a `validate`
 * and a `diff` of the same project before its deploy.
 */
export default inOrder<DeployOptions>('deploy', deployStacks, {
  own: { validate, diff },
  others: (other, stack) => needs(stack, other),
});

function deployStacks(options: DeployOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forEachStack('deploy', options, context, async (job) => {
    const { stack, account, project, configuration } = job;
    if (options.releasesOnly && !(await onlyReleasesDiffer(job))) return;
    await refuseMissingSecrets(stack, account, { project: project.name, configuration });
    const isSaved = job.terraform.folder.savedPlan(stack) !== 'none';
    if (isSaved && !options.fresh && !options.releasesOnly) await deploySaved(job);
    else if (options.savedOnly) say(`${stack.name}: no plan is saved, nothing to do`);
    else if (!options.force && (await isAsDeployed(job))) recordNoChange(job);
    else if (options.releasesOnly) await deployReleases(job);
    else await deployFresh(job);
  });
}

/** Plans, shows and applies, and records what was done. */
async function deployFresh(job: StackJob): Promise<void> {
  const started = Date.now();
  const { changes, hasChanges } = await planAndShow(job, { lock: true });
  await applyAndRecord(job, countChanges(changes), !hasChanges, started);
}

async function deploySaved(job: StackJob): Promise<void> {
  const started = Date.now();
  const { terraform, stack } = job;
  if (terraform.folder.savedPlan(stack) === 'of another version') throw stale(job);
  const planned = readPlanResult(terraform.folder.planResultFile)?.decidedBy?.digest;
  // It would undo a release that was deployed since, or write down what the platform published before.
  if (planned !== (await new DeployedRecord(stack, job.account).decidedBy()).digest) throw stale(job);
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
