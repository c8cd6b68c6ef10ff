import { DescribeTasksCommand, ECSClient, ListTasksCommand, Task } from '@aws-sdk/client-ecs';
import { startedBy } from '@dotkom/run-task';
import { Part } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { PlatformFacts } from '../look/platform-facts';
import { JobRun } from './job-run';

/** Asks ECS for runs of jobs that no schedule started: `nx run APP:job` starts a task, and no workflow knows of it. */
export class RunsByHand {
  private readonly ecs: ECSClient;
  private readonly facts: PlatformFacts;

  constructor(account: Account, facts: PlatformFacts) {
    this.facts = facts;
    this.ecs = new ECSClient(clientConfig(account));
  }

  /** The newest that ECS remembers: it forgets tasks an hour after they ended. */
  async lastOf({ name, family, clusterParameter }: Part): Promise<JobRun | undefined> {
    const cluster = await this.facts.value(clusterParameter);
    if (!cluster || !family) return undefined;
    const listed = await Promise.all(
      (['RUNNING', 'STOPPED'] as const).map((desiredStatus) =>
        this.ecs.send(new ListTasksCommand({ cluster, family, desiredStatus })),
      ),
    );
    const arns = listed.flatMap(({ taskArns = [] }) => taskArns).slice(0, 100);
    if (arns.length === 0) return undefined;
    const { tasks = [] } = await this.ecs.send(new DescribeTasksCommand({ cluster, tasks: arns }));
    const [newest] = tasks.filter((task) => task.startedBy === startedBy).sort(newestFirst);
    return newest && runOf(newest, name);
  }
}

function newestFirst(one: Task, other: Task): number {
  return (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0);
}

function runOf({ lastStatus, createdAt, stoppedAt, containers = [] }: Task, job: string): JobRun {
  const began = { began: createdAt };
  if (lastStatus !== 'STOPPED') return { state: 'RUNNING', ...began };
  const own = containers.find(({ name }) => name === job) ?? containers[0];
  return { state: own?.exitCode === 0 ? 'SUCCEEDED' : 'FAILED', ...began, ended: stoppedAt };
}
