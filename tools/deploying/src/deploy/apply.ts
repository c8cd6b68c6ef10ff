import { environmentOf } from '@dotkom/synthesised';
import { deployedServices } from '../deploy-report/deployed-services';
import { FailedDeploy } from '../deploy-report/failed-deploy';
import { unsettledServices } from '../deploy-report/unsettled-services';
import { StackJob } from '../job/stack-job';
import { DeployedRecord } from '../state/deployed-record';
import { Outputs } from '../terraform/events';
import { Change, Changes, countSteps } from '../terraform/plan-summary';
import { OnProgress } from '../terraform/stack-terraform';
import { notSettled, planIsStale } from './errors';
import { Done, waitedFor } from './longest-chain';
import { readPlanResult } from './plan-result';
import { progressLine } from './progress';
import { readResult, servicesIn, writeResult } from './result';
import { takeAwayUnhealthy } from './unhealthy-services';

/** Applies the saved plan, and keeps what it was decided by as what is deployed. */
export async function applyAndRecord(
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
  const { account, stack, terraform, say } = job;
  if (nothingToDo) {
    terraform.folder.removePlan();
    return terraform.outputs();
  }
  const started = new Date();
  const done: Done[] = [];
  const sayStep = progressLine(job, countSteps(changes));
  const progress: OnProgress = (step) => {
    sayStep(step);
    if (step.action === 'create' || step.action === 'update') done.push(step);
  };
  const outputs = await applyUntilSettled(job, progress, started).catch(async (error) => {
    await afterFailure(job, started);
    throw error;
  });
  if (outputs === 'stale') throw stale(job);
  const waited = waitedFor(stack, done);
  if (waited) say(waited);
  say(`${stack.name}: deployed${account.isLocal ? ' to the AWS of this machine' : ''}`);
  return outputs;
}

/** Applies the saved plan, and waits until ECS has done what Terraform told it. */
async function applyUntilSettled(
  { account, stack, terraform }: StackJob,
  progress: OnProgress,
  started: Date,
): Promise<Outputs | 'stale'> {
  const changesServices = shows(terraform.folder.planResultFile).some(isOfService);
  const outputs = await terraform.applySavedPlan(progress);
  if (outputs === 'stale' || !changesServices) return outputs;
  const unsettled = await unsettledServices(account, deployedServices(await terraform.state()), started);
  if (unsettled.length > 0) throw notSettled(stack.name, unsettled);
  return outputs;
}

function shows(planResultFile: string): readonly Change[] {
  return readPlanResult(planResultFile)?.shows ?? [];
}

function isOfService({ address, action }: Change): boolean {
  return ['create', 'update', 'replace'].includes(action) && /(^|\.)aws_ecs_service\./.test(address);
}

/** Terraform says that a service did not become healthy; why, only ECS and the logs know. A new one is taken away again. */
async function afterFailure({ account, stack, terraform, say }: StackJob, started: Date): Promise<void> {
  const failedDeploy = new FailedDeploy(account);
  const services = deployedServices(await terraform.state());
  for (const service of services) {
    const explanation = await failedDeploy
      .explain(service, started)
      .catch((error: Error) => `${service.name}: why it failed could not be read: ${error.message}`);
    if (explanation) say(`\n${explanation}`);
  }
  const takenAway = await takeAwayUnhealthy(account, services).catch((error: Error) => {
    say(`${stack.name}: what did not become healthy could not be taken away: ${error.message}`);
    return [];
  });
  for (const name of takenAway) say(`${name}: taken away; the next deploy makes it anew`);
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

/** The error for a plan that cannot be applied any more. It is removed. */
export function stale({ stack, project, configuration, terraform }: StackJob): Error {
  terraform.folder.removePlan();
  return planIsStale(stack.name, project.name, configuration);
}
