import { GetScheduleCommand, ResourceNotFoundException, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { Part } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { PlatformFacts } from '../look/platform-facts';
import { JobRun } from './job-run';
import { RunsByHand } from './runs-by-hand';

/** How a job is. */
export interface JobStatus {
  readonly isDeployed: boolean;
  /** When it runs, in Oslo's time, as its stack says: `cron(0 4 ? * SUN *)`. */
  readonly schedule: string;
  /** Off until its image has a release. */
  readonly isEnabled: boolean;
  /** Its newest run; nothing before the first. */
  readonly lastRun?: JobRun;
}

/** Asks for the schedules and runs of jobs; what goes into and comes out of runs is not asked. */
export class JobStatuses {
  private readonly scheduler: SchedulerClient;
  private readonly stepFunctions: SFNClient;
  private readonly runs: RunsByHand;

  constructor(account: Account, facts: PlatformFacts) {
    this.runs = new RunsByHand(account, facts);
    this.scheduler = new SchedulerClient(clientConfig(account));
    this.stepFunctions = new SFNClient(clientConfig(account));
  }

  async of(job: Part): Promise<JobStatus> {
    const { name, expression } = job.schedule ?? { name: '', expression: '' };
    const found = await this.schedule(name);
    if (!found) return { isDeployed: false, schedule: expression, isEnabled: false };
    const [scheduled, byHand] = await Promise.all([
      this.scheduledRun(found.Target?.Arn),
      this.runs.lastOf(job),
    ]);
    const lastRun = newerOf(scheduled, byHand);
    return {
      isDeployed: true,
      schedule: found.ScheduleExpression ?? expression,
      isEnabled: found.State === 'ENABLED',
      ...(lastRun && { lastRun }),
    };
  }

  private async scheduledRun(stateMachineArn: string | undefined): Promise<JobRun | undefined> {
    const { executions: [run] = [] } = await this.stepFunctions.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }),
    );
    return run && { state: run.status ?? '', began: run.startDate, ended: run.stopDate };
  }

  private async schedule(Name: string) {
    try {
      return await this.scheduler.send(new GetScheduleCommand({ Name }));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  }
}

/** The one that began later. */
function newerOf(one: JobRun | undefined, other: JobRun | undefined): JobRun | undefined {
  if (!one || !other) return one ?? other;
  return (other.began?.getTime() ?? 0) > (one.began?.getTime() ?? 0) ? other : one;
}
