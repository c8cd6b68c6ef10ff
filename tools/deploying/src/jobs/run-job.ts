import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient, ListTasksCommand } from '@aws-sdk/client-ecs';
import { runTask } from '@dotkom/run-task';
import { PartKind, partsOf, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { askAccount, clientConfig } from '../account/clients';
import { idOf } from '../deploy-report/stopped-task';
import { Selection } from '../job/stack-job';
import { jobNotDeployed, noSuchJob, notTriedAgain, runsAlready } from './errors';
import { DeployedJob, deployedJob } from './job-order';

export interface JobChoices {
  /** The job, by its name in src/stacks.ts. */
  readonly name?: string;
}

/**
 * Runs a job now, as its schedule would: the task definition that is deployed, where its workflow runs it. Shows its log,
 * and ends when it ends. It runs by the rights of whoever asks, and once: a run that fails is not tried again.
 *
 * @throws UserError when there is no such job, it is not deployed, runs already and must not twice, or fails.
 */
export async function runJob(selection: Selection, { name }: JobChoices): Promise<void> {
  const { stacks, project, account, say } = selection;
  const described = (kind: PartKind) => [...new Set(stacks.flatMap((stack) => namesOf(stack, kind)))];
  const [jobs, oneOffTasks] = [described('job'), described('one-off task')];
  if (name === undefined || !jobs.includes(name))
    throw noSuchJob(name, { project: project.name, jobs, oneOffTasks });

  for (const stack of stacks.filter((each) => namesOf(each, 'job').includes(name))) {
    const job = await deployedJob(account, workflowOf(stack, name), name);
    if (!job) throw jobNotDeployed(name, stack.name, project.name);
    if (job.neverTwice) await refuseTwice(account, job, stack.name);
    say(`${stack.name}: running ${name}`);
    await runTask(job.order, {
      ecs: new ECSClient(clientConfig(account)),
      logs: new CloudWatchLogsClient(clientConfig(account)),
      say: (line) => say(`${stack.name}/${name}: ${line}`),
      ifItFails: notTriedAgain,
    });
    say(`${stack.name}: ${name} has ended well`);
  }
}

async function refuseTwice(account: Account, { order, family }: DeployedJob, stack: string): Promise<void> {
  const ecs = new ECSClient(clientConfig(account));
  const { taskArns: [running] = [] } = await askAccount('whether the job runs already', () =>
    ecs.send(new ListTasksCommand({ cluster: order.cluster, family, desiredStatus: 'RUNNING' })),
  );
  if (running) throw runsAlready(order.container, stack, idOf(running));
}

function namesOf(stack: SynthesisedStack, of: PartKind): string[] {
  return partsOf(stack).flatMap(({ kind, name }) => (kind === of ? [name] : []));
}

function workflowOf(stack: SynthesisedStack, job: string): string {
  const machine = resourcesOf(stack, 'aws_sfn_state_machine').find(({ constructPath }) =>
    constructPath.startsWith(`${stack.name}/${job}/`),
  );
  return machine?.config.name ?? '';
}
