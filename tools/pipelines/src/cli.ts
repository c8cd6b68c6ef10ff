import { join } from 'node:path';
import { isUserError } from '@dotkom/stack';
import { commentPlans } from './comment-plans';
import { deploymentsOf } from './deployments';
import { reportDrift } from './drift';
import { wrongArguments } from './errors';
import { GitHub } from './github';
import { readPlans } from './plans';
import { refuseUnreviewed } from './reviewed-plans';

/** What the workflows in .github/workflows do besides running Nx. */

const usage =
  'npx tsx tools/pipelines/src/cli.ts comment-plans <pull request> | refuse-unreviewed <commit> [accepted digest] | report-drift | deployments <JSON list of applications> [environment]';

const workspaceRoot = join(__dirname, '..', '..', '..');

async function main([command, first, second]: string[]): Promise<void> {
  if (command === 'deployments' && first) return printDeployments(first, second);
  const plans = readPlans(workspaceRoot);
  const github = () => GitHub.fromEnvironment(process.env);
  if (command === 'comment-plans' && /^\d+$/.test(first ?? '')) {
    await commentPlans(github(), Number(first), plans);
  } else if (command === 'refuse-unreviewed' && first) {
    await refuseUnreviewed(github(), first, plans, second ? [second] : []);
  } else if (command === 'report-drift') {
    await reportDrift(github(), plans);
  } else throw wrongArguments(usage);
  console.log(`${plans.length} ${plans.length === 1 ? 'plan' : 'plans'}, ${command}: done`);
}

/** For the matrix of a workflow: one job for each deployment, of all environments or of one. */
function printDeployments(applications: string, environment: string | undefined): void {
  const deployments = deploymentsOf(workspaceRoot, JSON.parse(applications));
  console.log(JSON.stringify(deployments.filter((each) => !environment || each.environment === environment)));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
});
