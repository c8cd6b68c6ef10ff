import { Tree } from '@nx/devkit';
import { checkedCommand, commandCode } from '../command';
import { addConstruct, ConstructOptions, ConstructTemplate, ownImage, quoted } from '../construct';
import { notAWorkerCheck, pathForWorker } from '../errors';
import { size, SizeOptions, sizeQuestions } from '../size';

export interface WorkerOptions extends ConstructOptions, SizeOptions {
  /**
   * What ECS runs in the container to see whether it still works, as words between spaces; or `none: ` and the reason why
   * nothing has to be run.
   */
  readonly healthCheck: string;
  /** The service or worker whose image it runs. @default `own`: an image and releases of its own */
  readonly image?: string;
  /** What the container runs, as words between spaces. Needed on the image of another. @default what its own image says */
  readonly command?: string;
}

const worker: ConstructTemplate<WorkerOptions> = {
  generator: 'worker',
  className: 'Worker',
  what: 'a worker',
  example: 'mailer',
  questions: () => [
    {
      option: 'healthCheck',
      ask: "What does ECS run in the container to see whether it still works, as words between spaces? Or 'none: ' and why nothing",
      example: 'node healthy.js',
      check: checkedHealthCheck,
    },
    {
      option: 'command',
      ask: 'What does the container run, as words between spaces?',
      example: 'node mailer.js',
      isNeeded: runsAnothers, // What the image of a service says, runs the service.
      check: checkedCommand,
    },
    ...sizeQuestions,
  ],
  defaults: ['cpu', 'memory'],
  imageOwner: ({ image }) => (runsAnothers({ image }) ? { id: image } : undefined),
  properties: ({ healthCheck, command, cpu, memory }, _environment, image) => ({
    ...(image && { image }),
    ...(command && { command: commandCode(command) }),
    healthCheck: healthCheckCode(healthCheck),
    ...size({ cpu, memory }),
  }),
};

/** `nx g worker mailer --application onlineweb --health-check "node healthy.js"` */
export default function workerGenerator(tree: Tree, options: Partial<WorkerOptions>): Promise<() => void> {
  return addConstruct(tree, options, worker);
}

function runsAnothers({ image = ownImage }: Partial<WorkerOptions>): boolean {
  return image !== ownImage;
}

/** What stands before the reason why there is nothing that ECS could run. */
const none = /^none:\s*/;

function checkedHealthCheck(text: string): string {
  const words = text.trim();
  if (words === '' || /^none\b(?!:\s*\S)/.test(words)) throw notAWorkerCheck(text);
  if (pathOfHttp.test(words)) throw pathForWorker(words);
  return text;
}

/** One word, as the health check of a service is: a program of an image mostly stands in a folder (`/bin/probe`). */
const pathOfHttp = /^\/(api\/\S*|[^\s/]*)$/;

function healthCheckCode(text: string): string {
  return none.test(text)
    ? `{ none: ${quoted(text.replace(none, '').trim())} }`
    : `{ command: ${commandCode(text)} }`;
}
