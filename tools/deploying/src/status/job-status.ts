import { GetScheduleCommand, ResourceNotFoundException, SchedulerClient } from '@aws-sdk/client-scheduler';
import { ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { Part } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** How a job is. */
export interface JobStatus {
  readonly isDeployed: boolean;
  /** When it runs, in Oslo's time, as its stack says: `cron(0 4 ? * SUN *)`. */
  readonly schedule: string;
  /** Off until its image has a release. */
  readonly isEnabled: boolean;
  /** Its newest run: `SUCCEEDED`, `FAILED`, `RUNNING`; nothing before the first. */
  readonly lastRun?: { readonly state: string; readonly began?: Date; readonly ended?: Date };
}

/** Asks for the schedules and runs of jobs; what goes into and comes out of runs is not asked. */
export class JobStatuses {
  private readonly scheduler: SchedulerClient;
  private readonly stepFunctions: SFNClient;

  constructor(account: Account) {
    this.scheduler = new SchedulerClient(clientConfig(account));
    this.stepFunctions = new SFNClient(clientConfig(account));
  }

  async of({ schedule: { name, expression } = { name: '', expression: '' } }: Part): Promise<JobStatus> {
    const found = await this.schedule(name);
    if (!found) return { isDeployed: false, schedule: expression, isEnabled: false };
    const { executions: [run] = [] } = await this.stepFunctions.send(
      new ListExecutionsCommand({ stateMachineArn: found.Target?.Arn, maxResults: 1 }),
    );
    return {
      isDeployed: true,
      schedule: found.ScheduleExpression ?? expression,
      isEnabled: found.State === 'ENABLED',
      ...(run && { lastRun: { state: run.status ?? '', began: run.startDate, ended: run.stopDate } }),
    };
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
