import { join } from 'node:path';
import { accountFor, deployedStates, KeptState } from '@dotkom/nx-infra';
import { isUserError, organisation } from '@dotkom/stack';
import { commentPlans } from './comment-plans';
import { deploymentsOf, environmentsOf } from './deployments';
import { reportDrift } from './drift';
import { leftBehindUnknown, wrongArguments } from './errors';
import { GitHub } from './github';
import { readPlans } from './plans';
import { refuseUnreviewed } from './reviewed-plans';
import { stacksInCode } from './stacks-in-code';

/** What the workflows in .github/workflows do besides running Nx. */

const usage =
  'npx tsx tools/pipelines/src/cli.ts comment-plans <pull request> | refuse-unreviewed <commit> [accepted digests] | report-drift | applications <JSON list of applications> | deployments <the same>';

const workspaceRoot = join(__dirname, '..', '..', '..');
const github = () => GitHub.fromEnvironment(process.env);

async function main([command, first, second]: string[]): Promise<void> {
  if (command === 'applications' && first) return printApplications(JSON.parse(first));
  if (command === 'deployments' && first) return print(deploymentsOf(workspaceRoot, JSON.parse(first)));
  if (command === 'report-drift') return tellDrift();
  const plans = readPlans(workspaceRoot);
  if (command === 'comment-plans' && /^\d+$/.test(first ?? '')) {
    if (!(await commentPlans(github(), Number(first), plans))) {
      return console.log(`Pull request ${first} is not open any more: its comments stay as they were reviewed`);
    }
  } else if (command === 'refuse-unreviewed' && first) {
    const since = process.env.SINCE; // The commit that was deployed last, where there is one.
    const commits = since ? await github().commitsBetween(since, first) : [first];
    await refuseUnreviewed(github(), commits, plans, second?.split(/[\s,]+/) ?? []);
  } else throw wrongArguments(usage);
  console.log(`${plans.length} ${plans.length === 1 ? 'plan' : 'plans'}, ${command}: done`);
}

/** Tells of all that could be found out, and then fails where something could not. */
async function tellDrift(): Promise<void> {
  const { stacks, notSynthesised } = stacksInCode(workspaceRoot);
  let unknown = notSynthesised.length > 0 ? `${notSynthesised.join(', ')} could not be synthesised` : '';
  let deployed: KeptState[] | undefined;
  if (!unknown) {
    deployed = await statesOfTheAccount().catch((error: Error) => {
      unknown = `the states could not be read (${error.message})`;
      return undefined;
    });
  }
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = process.env;
  const run = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  const plans = readPlans(workspaceRoot);
  await reportDrift(github(), { plans, stacks, deployed, run });
  console.log(`${plans.length} of ${stacks.length} stacks told of`);
  if (unknown) throw leftBehindUnknown(unknown);
}

async function statesOfTheAccount(): Promise<KeptState[]> {
  return deployedStates(organisation.stateBucket, await accountFor('prod', workspaceRoot));
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
