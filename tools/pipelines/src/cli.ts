import { join } from 'node:path';
import { isUserError } from '@dotkom/stack';
import { commentPlans } from './comment-plans';
import { deploymentsOf, environmentsOf } from './deployments';
import { reportDrift } from './drift';
import { wrongArguments } from './errors';
import { GitHub } from './github';
import { readPlans } from './plans';
import { refuseUnreviewed } from './reviewed-plans';

/** What the workflows in .github/workflows do besides running Nx. */

const usage =
  'npx tsx tools/pipelines/src/cli.ts comment-plans <pull request> | refuse-unreviewed <commit> [accepted digests] | report-drift | applications <JSON list of applications> | deployments <the same>';

const workspaceRoot = join(__dirname, '..', '..', '..');

async function main([command, first, second]: string[]): Promise<void> {
  if (command === 'applications' && first) return printApplications(JSON.parse(first));
  if (command === 'deployments' && first) return print(deploymentsOf(workspaceRoot, JSON.parse(first)));
  const plans = readPlans(workspaceRoot);
  const github = () => GitHub.fromEnvironment(process.env);
  if (command === 'comment-plans' && /^\d+$/.test(first ?? '')) {
    await commentPlans(github(), Number(first), plans);
  } else if (command === 'refuse-unreviewed' && first) {
    const since = process.env.SINCE; // The commit that was deployed last, where there is one.
    const commits = since ? await github().commitsBetween(since, first) : [first];
    await refuseUnreviewed(github(), commits, plans, second?.split(/[\s,]+/) ?? []);
  } else if (command === 'report-drift') {
    await reportDrift(github(), plans);
  } else throw wrongArguments(usage);
  console.log(`${plans.length} ${plans.length === 1 ? 'plan' : 'plans'}, ${command}: done`);
}

/** For the matrix of a workflow: one job for each application, which goes through its environments in order. */
function printApplications(applications: readonly string[]): void {
  print(
    applications.map((project) => ({
      project,
      environments: JSON.stringify(environmentsOf(workspaceRoot, project)),
    })),
  );
}

function print(value: unknown): void {
  console.log(JSON.stringify(value));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
});
