import { Tree } from '@nx/devkit';
import { addConstruct, ConstructOptions, ConstructTemplate, quoted } from '../construct';
import { size, SizeOptions, sizeQuestions } from '../size';

export interface WorkerOptions extends ConstructOptions, SizeOptions {
  /** What ECS runs in the container to see whether it still works, as words between spaces. @default nothing */
  readonly healthCheck?: string;
}

const worker: ConstructTemplate<WorkerOptions> = {
  generator: 'worker',
  className: 'Worker',
  what: 'a worker',
  example: 'mailer',
  questions: () => sizeQuestions,
  defaults: ['cpu', 'memory', 'healthCheck'],
  properties: ({ healthCheck, cpu, memory }) => ({
    healthCheck: healthCheck
      ? `{ command: [${healthCheck.trim().split(/\s+/).map(quoted).join(', ')}] }`
      : `{ none: 'it ends when it cannot work, and is replaced' }`,
    ...size({ cpu, memory }),
  }),
};

/** `nx g worker mailer --application onlineweb` */
export default function workerGenerator(tree: Tree, options: Partial<WorkerOptions>): Promise<() => void> {
  return addConstruct(tree, options, worker);
}
