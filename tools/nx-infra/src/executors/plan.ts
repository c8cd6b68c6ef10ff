import { writeFileSync } from 'node:fs';
import { ensureStateBucket } from '../state-bucket';
import { Change, planSummary, relevantChanges } from '../terraform/plan-summary';
import { StackJob } from './each-stack';
import { say } from './people';

/** Makes and saves a stack's plan, and shows it. */
export async function planAndShow({ stack, account, terraform }: StackJob): Promise<Change[]> {
  await ensureStateBucket(stack, account);
  await terraform.init();
  say(`${stack.name}: planning`);
  const changes = relevantChanges(await terraform.plan(), (address) => terraform.constructPath(address));
  const summary = planSummary(stack.name, changes);
  writeFileSync(terraform.folder.planSummaryFile, `${summary}\n`);
  say(summary);
  return changes;
}
