import { comesOnce, mostRunsAtOnce, RepeatedJob, Schedule } from '@dotkom/stack/schedule';
import { jsonIn, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { partOf } from './part';
import { TaskDefinition } from './tasks';

/** How a task that ends is started. */
export interface Run {
  readonly kind: 'job' | 'one-off';
  /** How many of it can run at once, where each takes as long as it may. */
  readonly atOnce: number;
  readonly timeoutSeconds: number;
  /** In AWS's words, in Oslo's time: `cron(0 4 ? * SUN *)`; of a job alone. */
  readonly schedule?: string;
  /** The constructs whose deploy waits for it: `['rpc']`; of a one-off task alone. */
  readonly before?: readonly string[];
  /** The expression by which it names its pool. */
  readonly capacityProvider: string;
}

/** How a task definition that no service runs is started, if anything of its stack starts it. */
export function readRun(stack: SynthesisedStack, task: TaskDefinition): Run | undefined {
  return readJob(stack, task) ?? readOneOff(stack, task);
}

function readJob(stack: SynthesisedStack, task: TaskDefinition): Run | undefined {
  const machine = resourcesOf(stack, 'aws_sfn_state_machine').find(({ config }) =>
    String(config.definition).includes(`${task.address}.`),
  );
  if (!machine) return undefined;
  const { States: states } = jsonIn(String(machine.config.definition));
  const schedule = resourcesOf(stack, 'aws_scheduler_schedule').find(({ config }) =>
    JSON.stringify(config.target).includes(`${machine.address}.`),
  );
  const run = {
    schedule: schedule && String(schedule.config.schedule_expression),
    timeoutSeconds: Number(states.Run?.TimeoutSeconds ?? 0),
  };
  return {
    ...run,
    kind: 'job',
    atOnce: atOnce(run, {
      retries: Number(states.Run?.Retry?.[0]?.MaxAttempts ?? 0),
      stopSeconds: task.stopSeconds,
      neverTwice: 'FindRunning' in states,
    }),
    capacityProvider: String(states.Run?.Parameters?.CapacityProviderStrategy?.[0]?.CapacityProvider ?? ''),
  };
}

/** One without a schedule, or with one that is for once, runs when somebody starts it. */
function atOnce(
  { schedule, timeoutSeconds }: Pick<Run, 'schedule' | 'timeoutSeconds'>,
  job: Pick<RepeatedJob, 'retries' | 'stopSeconds' | 'neverTwice'>,
): number {
  if (schedule === undefined || comesOnce(schedule)) return 1;
  return mostRunsAtOnce({ ...job, schedule: schedule as Schedule, timeoutSeconds });
}

/** A task that the deploy itself runs, by a program that it hands the order to (tools/run-task). */
function readOneOff(stack: SynthesisedStack, task: TaskDefinition): Run | undefined {
  const run = resourcesOf(stack, 'terraform_data').find(({ config }) =>
    JSON.stringify(config.provisioner ?? '').includes(`${task.address}.`),
  );
  if (!run) return undefined;
  const order = JSON.stringify(run.config.provisioner).replaceAll('\\', '');
  const waiting = resourcesOf(stack, 'aws_ecs_service').filter(({ config }) =>
    [config.depends_on ?? []].flat().includes(run.address),
  );
  return {
    kind: 'one-off',
    atOnce: 1,
    timeoutSeconds: Number(/"timeoutSeconds" = (\d+)/.exec(order)?.[1] ?? 0),
    before: waiting.map(({ constructPath }) => partOf(constructPath)),
    capacityProvider: /"capacityProvider" = ([^,}]+)/.exec(order)?.[1] ?? '',
  };
}
