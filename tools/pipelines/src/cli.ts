import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountFor, waitForTerraform } from '@dotkom/deploying';
import { counted, isUserError } from '@dotkom/stack/conventions';
import { stacksBelow } from '@dotkom/synthesised';
import { deploymentsOf, environmentsOf } from './deploy/deployments';
import { refuseOldRun } from './deploy/old-runs';
import { reachOf } from './deploy/reach';
import { warningsOf } from './deploy/waiting-code';
import { askingIn } from './deploy/workspace';
import { tellDrift } from './drift/tell-drift';
import { wrongArguments } from './errors';
import { GitHub } from './github/github';
import { outlookOf } from './outlook/outlook-text';
import { readPlans } from './plans/plans';
import { preview } from './plans/preview';
import {
  artifactOf,
  readReviewedPlans,
  refuseUnreviewed,
  showingRuns,
  writeReviewedPlans,
} from './plans/reviewed-plans';
import { endedRun, showPlans } from './plans/show-plans';
import { readShownPlans } from './plans/shown-plans';

/** What the workflows in .github/workflows do besides running Nx. */

const workspaceRoot = join(__dirname, '..', '..', '..');
const github = () => GitHub.fromEnvironment(process.env);

/** Each command, by how it is called. */
const commands: Readonly<Record<string, (...args: string[]) => void | Promise<void>>> = {
  'reach <projects, or nothing for what changed>': printReach,
  'deployments <JSON list of applications>': (list = '[]') =>
    print(deploymentsOf(workspaceRoot, JSON.parse(list))),
  'show-plans <folder of plans> <folder for what was shown> <folder of the stacks>': printShown,
  'preview <application> <folder of the stacks of main>': (application = '', before = '') =>
    console.log(preview(workspaceRoot, application, before)),
  'showing-runs <pull requests>': async (pullRequests = '') => {
    for (const { run, artifact } of await showingRuns(github(), words(pullRequests).map(numberFrom)))
      console.log(`${run} ${artifact}`);
  },
  'refuse-unreviewed <folder of what was shown> <accepted digests>': (reviewed = '', accepted = '') => {
    const plans = readPlans(workspaceRoot);
    refuseUnreviewed(readReviewedPlans(reviewed), plans, words(accepted));
    console.log(`${counted(plans.length, 'plan')}: each that changes something was reviewed`);
  },
  'refuse-old-run <number of the run>': (run) => refuseOldRun(github(), numberFrom(run)),
  'wait-for-terraform': async () => {
    const { folder } = await accountFor('prod', workspaceRoot);
    await waitForTerraform(folder, (line) => console.log(line));
  },
  'report-drift': async () => {
    const { told, stacks } = await tellDrift(github(), workspaceRoot, process.env);
    console.log(`${told} of ${counted(stacks, 'stack')} told of`);
  },
  'warn-of-waiting-code <file with what nx deploy said>': (file = '') => {
    for (const warning of warningsOf(readFileSync(file, 'utf8'))) console.log(warning);
  },
};

async function main([name = '', ...args]: string[]): Promise<void> {
  const [, command] = Object.entries(commands).find(([usage]) => usage.split(' ')[0] === name) ?? [];
  if (!command) throw wrongArguments(Object.keys(commands));
  await command(...args);
}

/** As outputs of a step: what a deploy reaches, each application with its environments in order. */
async function printReach(projects = ''): Promise<void> {
  const asked = { commit: process.env['GITHUB_SHA'] ?? '', projects: words(projects) };
  const reach = await reachOf(asked, { github: github(), ...askingIn(workspaceRoot) });
  const applications = reach.applications.map((project) => ({
    project,
    environments: JSON.stringify(environmentsOf(workspaceRoot, project)),
  }));
  console.log(`platforms=${JSON.stringify(reach.platforms)}`);
  console.log(`applications=${JSON.stringify(applications)}`);
  console.log(`pull-requests=${reach.pullRequests.join(' ')}`);
}

/** Shows what a pull request left, and tells the next step under which name to keep it. */
async function printShown(from = '', to = '', stacks = ''): Promise<void> {
  const plans = readShownPlans(from);
  const outlook = outlookOf(stacksBelow(join(workspaceRoot, 'dist', 'apps')), stacksBelow(stacks));
  const pullRequest = await showPlans(github(), endedRun(process.env), plans, outlook);
  if (pullRequest === undefined) return;
  writeReviewedPlans(to, plans);
  console.log(`artifact=${artifactOf(pullRequest)}`);
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

main(process.argv.slice(2)).catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
});
