import { writeFileSync } from 'node:fs';
import { DeployedRecord } from '../deployed-record';
import { readResult } from '../result';
import { ensureStateBucket } from '../state-bucket';
import { Change, planSummary, relevantChanges } from '../terraform/plan-summary';
import { StackJob } from './each-stack';
import { say } from './people';

/** Whether a stack is as it was deployed last, and says so: there is nothing to plan. */
export async function isAsDeployed({ stack, account, terraform }: StackJob): Promise<boolean> {
  // Locally the result of the last deploy is part of what is shown, and a missing one is made anew.
  if (account.isLocal && !readResult(terraform.folder.resultFile)) return false;
  const deployed = new DeployedRecord(stack, account);
  const last = await deployed.last();
  if (last === undefined || last !== (await deployed.digest())) return false;
  say(`${stack.name}: as it was deployed last, nothing to do (--force plans all the same)`);
  return true;
}

/** Makes and saves a stack's plan, and shows it. */
export async function planAndShow({
  stack,
  account,
  terraform,
}: StackJob): Promise<{ changes: Change[]; hasChanges: boolean }> {
  await ensureStateBucket(stack, account);
  await terraform.init();
  say(`${stack.name}: planning`);
  const { planned, hasChanges } = await terraform.plan();
  const changes = relevantChanges(planned, (address) => terraform.constructPath(address));
  const summary = planSummary(stack.name, changes, hasChanges);
  writeFileSync(terraform.folder.planSummaryFile, `${summary}\n`);
  say(summary);
  return { changes, hasChanges };
}
