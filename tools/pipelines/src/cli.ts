import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountFor, deployedStates, KeptState } from '@dotkom/deploying';
import { isUserError, organisation } from '@dotkom/stack';
import { commentPlans } from './comment-plans';
import { deploymentsOf, environmentsOf } from './deployments';
import { reportDrift } from './drift';
import { leftBehindUnknown, wrongArguments } from './errors';
import { GitHub } from './github';
import { mergedPullRequests } from './merged-pull-requests';
import { refuseOldRun } from './old-runs';
import { readPlans } from './plans';
import { refuseUnreviewed } from './reviewed-plans';
import { stacksInCode } from './stacks-in-code';
import { warningsOf } from './waiting-code';

/** What the workflows in .github/workflows do besides running Nx. */

const workspaceRoot = join(__dirname, '..', '..', '..');
const github = () => GitHub.fromEnvironment(process.env);

/** Each command, by how it is called. */
const commands: Readonly<Record<string, (...args: string[]) => void | Promise<void>>> = {
  'applications <JSON list of applications>': (list = '[]') => printApplications(JSON.parse(list)),
  'deployments <JSON list of applications>': (list = '[]') =>
    print(deploymentsOf(workspaceRoot, JSON.parse(list))),
  'pull-requests <commit that was deployed last, or nothing> <commit>': async (since, until = '') =>
    console.log((await mergedPullRequests(github(), since, until)).join(' ')),
  'comment-plans <pull request>': tellPlans,
  'refuse-unreviewed <pull requests> <accepted digests>': async (pullRequests = '', accepted = '') => {
    const plans = readPlans(workspaceRoot);
    await refuseUnreviewed(github(), words(pullRequests).map(numberFrom), plans, words(accepted));
    console.log(`${counted(plans.length)}: each that changes something was reviewed`);
  },
  'refuse-old-run <number of the run>': (run) => refuseOldRun(github(), numberFrom(run)),
  'report-drift': tellDrift,
  'warn-of-waiting-code <file with what nx deploy said>': (file = '') => {
    for (const warning of warningsOf(readFileSync(file, 'utf8'))) console.log(warning);
  },
};

async function main([name = '', ...args]: string[]): Promise<void> {
  const [, command] = Object.entries(commands).find(([usage]) => usage.split(' ')[0] === name) ?? [];
  if (!command) throw wrongArguments(Object.keys(commands));
  await command(...args);
}

async function tellPlans(pullRequest?: string): Promise<void> {
  const plans = readPlans(workspaceRoot);
  const isOpen = await commentPlans(github(), numberFrom(pullRequest), plans);
  console.log(
    isOpen
      ? `${counted(plans.length)} shown in pull request ${pullRequest}`
      : `Pull request ${pullRequest} is not open any more: its comments stay as they were reviewed`,
  );
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
  console.log(`${counted(plans.length)} of ${stacks.length} stacks told of`);
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

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

function numberFrom(text = ''): number {
  if (!/^\d+$/.test(text)) throw wrongArguments(Object.keys(commands));
  return Number(text);
}

function counted(plans: number): string {
  return `${plans} ${plans === 1 ? 'plan' : 'plans'}`;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
});
