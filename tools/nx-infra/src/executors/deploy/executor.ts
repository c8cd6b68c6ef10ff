import { ExecutorContext } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import { DeployedRecord } from '../../deployed-record';
import { deployedServices } from '../../deploy-report/deployed-services';
import { FailedDeploy } from '../../deploy-report/failed-deploy';
import { planIsStale } from '../../errors';
import { readPlanResult } from '../../plan-result';
import { readResult, servicesIn, writeResult } from '../../result';
import { refuseMissingSecrets } from '../../secrets/missing-secrets';
import { needs } from '../../stack/needs';
import { environmentOf } from '../../stack/synthesised-stack';
import { ensureStateBucket } from '../../state-bucket';
import { Outputs } from '../../terraform/events';
import { Changes, countChanges, countSteps } from '../../terraform/plan-summary';
import { AccountOptions, forEachStack, StackJob } from '../each-stack';
import { inOrder } from '../in-order';
import { say, sayError } from '../people';
import { isAsDeployed, isCodeAsDeployed, planAndShow } from '../plan';
import { progressLine } from '../progress';

export interface DeployOptions extends AccountOptions {
  /** Plan anew, even where a plan was saved. */
  readonly fresh?: boolean;
  /** Plan, even where what would be deployed is what was deployed last. */
  readonly force?: boolean;
  /** Deploy what was released since the last deploy, and no change of the code. */
  readonly releasesOnly?: boolean;
}

/**
 * `nx deploy <project> -c <environment>`: applies exactly the saved plan, where `diff` has made one; or plans, shows and
 * applies. Ends when everything is healthy, or fails with the reason. Has nothing to do where the stack is as it was
 * deployed last. In one run, bootstrap goes before the platform, and the platform before the applications on it.
 */
export default inOrder<DeployOptions>('deploy', (other, stack) => needs(stack, other), deployStacks);

function deployStacks(options: DeployOptions, context: ExecutorContext): Promise<{ success: boolean }> {
  return forEachStack('deploy', options, context, async (job) => {
    const { stack, account, project, configuration } = job;
    if (options.releasesOnly && !(await isCodeAsDeployed(job))) return;
    await refuseMissingSecrets(stack, account, { project: project.name, configuration });
    const saved = job.terraform.folder.savedPlan(job.stack);
    if (saved !== 'none' && !options.fresh) await deploySaved(job);
    else if (!options.force && (await isAsDeployed(job))) recordNoChange(job);
    else if (options.releasesOnly) await deployReleases(job);
    else await deployFresh(job);
  });
}

/** Plans, shows and applies, and records what was done. */
export async function deployFresh(job: StackJob): Promise<void> {
  const started = Date.now();
  const { changes, hasChanges } = await planAndShow(job, { lock: true });
  await applyAndRecord(job, countChanges(changes), !hasChanges, started);
}

/** Deploys what was released; where that fails, what ran before is recorded again, or it would be tried for ever. */
async function deployReleases(job: StackJob): Promise<void> {
  try {
    await deployFresh(job);
  } catch (error) {
    await takeBackReleases(job).catch(sayError); // Why the deploy failed is what matters more.
    throw error;
  }
}

async function takeBackReleases({ stack, account }: StackJob): Promise<void> {
  for (const release of await new DeployedRecord(stack, account).takeBackReleases()) {
    say(`${stack.name}: the release is taken back; ${release} is again what was deployed before`);
  }
}

async function deploySaved(job: StackJob): Promise<void> {
  const started = Date.now();
  const { terraform, stack } = job;
  if (terraform.folder.savedPlan(stack) === 'of another version') throw stale(job);
  await ensureStateBucket(stack, job.account);
  await terraform.init();
  const summary = readFileSync(terraform.folder.planSummaryFile, 'utf8').trim();
  say(`${stack.name}: applying the saved plan\n${summary}`);
  await applyAndRecord(job, terraform.folder.savedChanges(), false, started);
}

/** Applies the saved plan, and keeps what it was decided by as what is deployed. */
async function applyAndRecord(
  job: StackJob,
  changes: Changes,
  nothingToDo: boolean,
  started: number,
): Promise<void> {
  const deployed = new DeployedRecord(job.stack, job.account);
  const decidedBy = readPlanResult(job.terraform.folder.planResultFile)?.decidedBy;
  await deployed.begin();
  const outputs = await apply(job, changes, nothingToDo);
  if (decidedBy) await deployed.write(decidedBy);
  record(job, changes, started, outputs);
}

async function apply(job: StackJob, changes: Changes, nothingToDo: boolean): Promise<Outputs> {
  const { account, stack, terraform } = job;
  if (nothingToDo) {
    terraform.folder.removePlan();
    return terraform.outputs();
  }
  const started = new Date();
  const progress = progressLine(stack.name, countSteps(changes));
  const outputs = await terraform.applySavedPlan(progress).catch(async (error) => {
    await explainFailure(job, started);
    throw error;
  });
  if (outputs === 'stale') throw stale(job);
  say(`${stack.name}: deployed${account.isLocal ? ' to the AWS of this machine' : ''}`);
  return outputs;
}

/** Terraform says that a service did not become healthy; why, only ECS and the logs know. */
async function explainFailure({ account, terraform }: StackJob, started: Date): Promise<void> {
  const failedDeploy = new FailedDeploy(account);
  for (const service of deployedServices(await terraform.state())) {
    const explanation = await failedDeploy
      .explain(service, started)
      .catch((error: Error) => `${service.name}: why it failed could not be read: ${error.message}`);
    if (explanation) say(`\n${explanation}`);
  }
}

function record(
  { stack, project, terraform }: StackJob,
  changes: Changes,
  started: number,
  outputs: Outputs,
): void {
  const file = terraform.folder.resultFile;
  const services = servicesIn(outputs);
  writeResult(file, {
    stack: stack.name,
    project: project.name,
    owner: project.owner,
    environment: environmentOf(stack),
    digest: stack.digest,
    changes,
    seconds: Math.round((Date.now() - started) / 1000),
    services: services.length > 0 ? services : (readResult(file)?.services ?? []),
  });
}

/** The result of a deploy that had nothing to do: what the last one said of the services still holds. */
function recordNoChange({ terraform }: StackJob): void {
  const file = terraform.folder.resultFile;
  const last = readResult(file);
  if (last) writeResult(file, { ...last, changes: countChanges([]), seconds: 0 });
}

function stale({ stack, project, configuration, terraform }: StackJob): Error {
  terraform.folder.removePlan();
  return planIsStale(stack.name, project.name, configuration);
}
