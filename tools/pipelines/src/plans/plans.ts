import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlanResult, readPlanResult } from '@dotkom/deploying';

/** Every plan that `nx diff` made in this workspace, in the order of the stacks' names. */
export function readPlans(workspaceRoot: string): PlanResult[] {
  const folder = join(workspaceRoot, 'dist', 'aws');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((stack) => readPlanResult(join(folder, stack, 'plan-result.json')))
    .filter((plan) => plan !== undefined);
}
