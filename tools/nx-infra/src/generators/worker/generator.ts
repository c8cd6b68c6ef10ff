import { Tree } from '@nx/devkit';
import { addConstruct, ConstructOptions, ConstructTemplate } from '../construct';
import { size } from '../service/generator';

export interface WorkerOptions extends ConstructOptions {
  /** @default '0.125 vCPU' */
  readonly cpu?: string;
  /** @default '256 MiB' */
  readonly memory?: string;
}

const worker: ConstructTemplate<WorkerOptions> = {
  className: 'Worker',
  what: 'a worker',
  defaults: ['cpu', 'memory'],
  properties: ({ cpu, memory }) => size({ cpu, memory }),
};

/** `nx g worker mailer --application onlineweb` */
export default function workerGenerator(tree: Tree, options: WorkerOptions): Promise<() => void> {
  return addConstruct(tree, options, worker);
}
