import { organisation } from '@dotkom/stack';
import { PlanResult } from '@dotkom/nx-infra';
import { GitHub } from './github';
import { fenced } from './plan-comment';

const label = 'drift';

/**
 * Keeps one open issue for each stack that is not as its code says, addressed to its owner; closes the issue once it is
 * again.
 */
export async function reportDrift(github: GitHub, plans: readonly PlanResult[]): Promise<void> {
  const issues = await github.openIssues(label);
  for (const plan of plans) {
    const existing = issues.find(({ body }) => body.startsWith(marker(plan.stack)));
    const body = issueBody(plan);
    if (plan.hasChanges && !existing) await github.openIssue(`Drift: ${plan.stack}`, body, label);
    else if (plan.hasChanges && existing && existing.body !== body) {
      await github.changeIssue(existing.number, { body });
    } else if (!plan.hasChanges && existing) await github.changeIssue(existing.number, { state: 'closed' });
  }
}

function issueBody({ stack, project, owner, environment, summary }: PlanResult): string {
  return [
    marker(stack),
    `@${organisation.github}/${owner}: what is deployed of \`${stack}\` is not what main says. Somebody changed it by hand, AWS did, or main was not deployed.`,
    '',
    fenced(summary),
    '',
    `Deploying brings it back to what main says: \`npx nx deploy ${project} -c ${environment} --force\`. ` +
      'Where the change by hand was right, write it into the code instead. This issue is closed by itself once the two agree.',
  ].join('\n');
}

function marker(stack: string): string {
  return `<!-- drift of ${stack} -->`;
}
