import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readPlanResult } from '@dotkom/deploying';
import { stacksBelow } from '@dotkom/synthesised';
import { outlookOf } from '../outlook/outlook-text';
import { noPlans } from './errors';
import { planComment } from './plan-comment';
import { readShownPlans } from './shown-plans';

/**
 * What the comment on a pull request would say of one project: whether all of it fits, what it costs, and its plans, here as
 * `nx diff PROJECT -c local` made them.
 *
 * @param before a folder with the stacks of main, as `nx run-many -t synth` writes them to dist/apps.
 * @throws UserError when there are no plans of it.
 */
export function preview(workspaceRoot: string, project: string, before: string): string {
  const plans = join(workspaceRoot, 'dist', 'local');
  const stacks = join(workspaceRoot, 'dist', 'apps', project, 'stacks');
  const planned = existsSync(stacks)
    ? readdirSync(stacks).filter((stack) => readPlanResult(join(plans, stack, 'plan-result.json')))
    : [];
  if (planned.length === 0) throw noPlans(project);
  const outlook = outlookOf(stacksBelow(before), stacksBelow(join(workspaceRoot, 'dist', 'apps')));
  return planComment(readShownPlans(plans, planned), outlook);
}
