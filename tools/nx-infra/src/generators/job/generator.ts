import { Tree } from '@nx/devkit';
import { checkedSchedule, Schedule } from '@dotkom/stack/schedule';
import { checkedCommand, commandCode } from '../command';
import {
  addConstruct,
  ConstructOptions,
  ConstructTemplate,
  imageQuestion,
  ownImage,
  quoted,
} from '../construct';
import { size, SizeOptions, sizeQuestions } from '../size';

export interface JobOptions extends ConstructOptions, SizeOptions {
  /** The service whose image it runs, or `own` for one of its own. @default the only one of the application */
  readonly image?: string;
  /** As EventBridge Scheduler writes it: `cron(0 4 * * ? *)` or `rate(1 hour)`. */
  readonly schedule: string;
  /** What the container runs, as words between spaces. Needed on the image of a service. @default what its own image says */
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
      check: (schedule) => checkedSchedule(schedule as Schedule),
    },
    {
      option: 'command',
      ask: 'What does the container run, as words between spaces?',
      example: 'node nightly.js',
      isNeeded: ({ image }) => image !== ownImage, // What the image of a service says, runs the service.
      check: checkedCommand,
    },
    ...sizeQuestions,
  ],
  defaults: ['cpu', 'memory'],
  imageOwner: ({ image }) => (image === ownImage ? undefined : { id: image }),
  properties: ({ schedule, command, cpu, memory }, _environment, image) => ({
    ...(image && { image }),
    schedule: quoted(schedule),
    ...(command && { command: commandCode(command) }),
    ...size({ cpu, memory }),
  }),
};

/** `nx g job nightly --application onlineweb --schedule "cron(0 4 * * ? *)"` */
export default function job(tree: Tree, options: Partial<JobOptions>): Promise<() => void> {
  return addConstruct(tree, options, scheduledJob);
}
