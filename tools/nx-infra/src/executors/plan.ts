import { writeFileSync } from 'node:fs';
import { ensureStateBucket } from '../state-bucket';
import { Change, planSummary, relevantChanges, showsAttributes } from '../terraform/plan-summary';
import { StackJob } from './each-stack';
import { say } from './people';

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
  const details = planned.some(({ action }) => showsAttributes(action))
    ? await terraform.plannedDetails()
    : undefined;
  const changes = relevantChanges(planned, (address) => terraform.constructPath(address), details);
  const summary = planSummary(stack.name, changes, hasChanges);
  writeFileSync(terraform.folder.planSummaryFile, `${summary}\n`);
  say(summary);
  return { changes, hasChanges };
}
