import { writeFileSync } from 'node:fs';
import { Environment } from '@dotkom/stack/conventions';
import { checkAdoption, EnvironmentAdoption } from '@dotkom/stack/adoption';
import { environmentOf, reachedByReleases } from '@dotkom/synthesised';
import { collisions } from '../adoption/collisions';
import { collides } from '../adoption/errors';
import { StackJob } from '../job/stack-job';
import { DecidedBy, DeployedRecord } from '../state/deployed-record';
import { ensureStateBucket } from '../state/state-bucket';
import { Change, countChanges, planSummary, relevantChanges } from '../terraform/plan-summary';
import { PlanDetails } from '../terraform/differences';
import { planRefused, releaseFailedBefore, releasesWait } from './errors';
import { planDigest, valuesDigest, writePlanResult } from './plan-result';
import { refusedByAdoption } from './refused-by-adoption';
import { refusedChanges } from './refused-changes';
import { ReleasedParts } from './released-parts';
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

/**
 * Whether a stack differs from what was deployed last in nothing but releases that were not tried yet; says so where it differs
 * in more, or they failed.
 */
export async function onlyReleasesDiffer({ stack, account, say }: StackJob): Promise<boolean> {
  const deployed = new DeployedRecord(stack, account);
  const last = await deployed.last();
  const now = await deployed.decidedBy();
  const differs = last !== undefined && deployed.differsInReleasesAlone(last, now);
  if (differs && last.failed !== now.digest) return true;
  const other = last?.codeDigest === stack.digest ? 'facts' : 'code';
  say(differs ? releaseFailedBefore(stack.name) : releasesWait(stack.name, other));
  return false;
}

/**
 * Makes and saves a stack's plan, and shows it.
 *
 * @param lock whether it is to be applied at once, so that nobody else changes the state meanwhile.
 * @param isFlip whether it is to lead a host elsewhere, and moves its alias itself.
 */
export async function planAndShow(
  job: StackJob,
  { lock, isFlip = false }: { lock: boolean; isFlip?: boolean },
): Promise<{ changes: Change[]; hasChanges: boolean }> {
  const { stack, account, terraform, say } = job;
  await ensureStateBucket(stack, account);
  await terraform.init();
  say(`${stack.name}: planning`);
  const begunAt = new Date();
  // Before the plan: what changes while it is made is then planned again next time.
  const decidedBy = await new DeployedRecord(stack, account).decidedBy();
  const { planned, hasChanges } = await terraform.plan({ lock });
  const details = hasChanges ? await terraform.plannedDetails() : undefined;
  const changes = relevantChanges(planned, (address) => terraform.constructPath(address), details?.resources);
  say(describePlan(job, { changes, hasChanges, begunAt, details, decidedBy }));
  refuseChanges(job, changes, isFlip, details);
  await refuseCollisions(job, changes, details);
  return { changes, hasChanges };
}

/** Of a stack that is not known to be deployed whole, its state says little of what is in its way. */
async function refuseCollisions(
  job: StackJob,
  changes: readonly Change[],
  details?: PlanDetails,
): Promise<void> {
  const { stack, account, terraform, say } = job;
  if (!details || (await new DeployedRecord(stack, account).last()) !== undefined) return;
  const sayOfStack = (line: string) => say(`${stack.name}: ${line}`);
  const problems = await collisions(account, changes, details.resources, adoptionOf(job), sayOfStack);
  if (problems.length === 0) return;
  terraform.folder.removePlan();
  throw collides(stack.name, problems);
}

/** What cannot be changed in place is refused where people read the plan, and long before half of it is applied. */
function refuseChanges(
  job: StackJob,
  changes: readonly Change[],
  isFlip: boolean,
  details?: PlanDetails,
): void {
  const { stack, project, configuration, terraform } = job;
  const resources = details?.resources ?? new Map();
  const flip = isFlip ? undefined : `npx nx run ${project.name}:flip -c ${configuration}`;
  const problems = [
    ...refusedChanges(changes, resources),
    ...refusedByAdoption(changes, resources, adoptionOf(job), flip),
  ];
  if (problems.length === 0) return;
  terraform.folder.removePlan();
  throw planRefused(stack.name, problems);
}

/** What adoption.json says of a stack; nothing where there is none, as of stacks that are of no environment. */
function adoptionOf({ stack, project }: StackJob): EnvironmentAdoption {
  if (!project.adoption) return {};
  return checkAdoption(project.adoption).adoption[Environment.named(environmentOf(stack)).name] ?? {};
}

/** What is known of a plan that was made, or that need not be made. */
interface MadePlan {
  readonly changes: readonly Change[];
  readonly hasChanges: boolean;
  readonly begunAt: Date;
  readonly details?: PlanDetails;
  readonly decidedBy?: DecidedBy;
}

const noDetails: PlanDetails = { resources: new Map(), outputs: new Map() };

/** Writes down what a plan would do, for people and for programs. Gives what people read. */
export function describePlan(
  { stack, project, terraform }: StackJob,
  { changes, hasChanges, begunAt, details = noDetails, decidedBy }: MadePlan,
): string {
  const summary = planSummary(stack.name, changes, hasChanges);
  const released = new ReleasedParts(reachedByReleases(stack), decidedBy?.releases ?? {});
  const shows = released.mark(changes, details.resources);
  const values = valuesDigest(shows, details, released);
  writeFileSync(terraform.folder.planSummaryFile, `${summary}\n`);
  writePlanResult(terraform.folder.planResultFile, {
    stack: stack.name,
    project: project.name,
    owner: project.owner,
    environment: environmentOf(stack),
    begunAt: begunAt.toISOString(),
    hasChanges,
    changes: countChanges(changes),
    shows,
    valuesDigest: values,
    summary,
    digest: planDigest({ shows, valuesDigest: values }),
    decidedBy,
  });
  return summary;
}
