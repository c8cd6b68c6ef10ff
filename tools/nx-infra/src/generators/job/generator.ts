import { Tree } from '@nx/devkit';
import {
  addConstruct,
  ConstructOptions,
  ConstructTemplate,
  imageQuestion,
  ownImage,
  quoted,
} from '../construct';
import { notASchedule } from '../errors';
import { size, SizeOptions, sizeQuestions } from '../size';

export interface JobOptions extends ConstructOptions, SizeOptions {
  /** The service whose image it runs, or `own` for one of its own. @default the only one of the application */
  readonly image?: string;
  /** As EventBridge Scheduler writes it: `cron(0 4 * * ? *)` or `rate(1 hour)`. */
  readonly schedule: string;
  /** What the container runs, as words between spaces. @default what its image says */
  readonly command?: string;
}

const scheduledJob: ConstructTemplate<JobOptions> = {
  generator: 'job',
  className: 'ScheduledJob',
  what: 'a job',
  example: 'nightly',
  questions: (tree) => [
    imageQuestion(tree),
    {
      option: 'schedule',
      ask: 'When does it run?',
      example: 'cron(0 4 * * ? *)',
      check: checkedSchedule,
    },
    ...sizeQuestions,
  ],
  defaults: ['cpu', 'memory'],
  imageOwner: ({ image }) => (image === ownImage ? undefined : { id: image }),
  properties: ({ schedule, command, cpu, memory }, _environment, image) => ({
    ...(image && { image }),
    schedule: quoted(schedule),
    ...(command ? { command: `[${command.trim().split(/\s+/).map(quoted).join(', ')}]` } : {}),
    ...size({ cpu, memory }),
  }),
};

/** `nx g job nightly --application onlineweb --schedule "cron(0 4 * * ? *)"` */
export default function job(tree: Tree, options: Partial<JobOptions>): Promise<() => void> {
  return addConstruct(tree, options, scheduledJob);
}

/** The form alone: what is between the brackets, the construct checks. */
function checkedSchedule(schedule: string): string {
  if (!/^(cron\([^()']+\)|rate\([1-9]\d* (minute|hour|day)s?\))$/.test(schedule))
    throw notASchedule(schedule);
  return schedule;
}
