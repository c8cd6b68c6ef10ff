import { Tree } from '@nx/devkit';
import { addConstruct, ConstructOptions, ConstructTemplate, quoted } from '../construct';
import { size } from '../service/generator';

export interface WorkerOptions extends ConstructOptions {
  /** What ECS runs in the container to see whether it still works, as words between spaces. @default nothing */
  readonly healthCheck?: string;
  /** @default '0.125 vCPU' */
  readonly cpu?: string;
  /** @default '256 MiB' */
  readonly memory?: string;
}

const worker: ConstructTemplate<WorkerOptions> = {
  className: 'Worker',
  what: 'a worker',
  defaults: ['cpu', 'memory', 'healthCheck'],
  properties: ({ healthCheck, cpu, memory }) => ({
    healthCheck: healthCheck
      ? `{ command: [${healthCheck.trim().split(/\s+/).map(quoted).join(', ')}] }`
      : `{ none: 'it ends when it cannot work, and is replaced' }`,
    ...size({ cpu, memory }),
  }),
};

/** `nx g worker mailer --application onlineweb` */
export default function workerGenerator(tree: Tree, options: WorkerOptions): Promise<() => void> {
  return addConstruct(tree, options, worker);
}
