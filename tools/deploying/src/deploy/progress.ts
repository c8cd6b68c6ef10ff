import { StackJob } from '../job/stack-job';
import { Action } from '../terraform/events';
import { OnProgress } from '../terraform/stack-terraform';

const done: Partial<Record<Action, string>> = {
  create: 'created',
  update: 'changed',
  delete: 'destroyed',
};

/** Prints a line for each resource that is done: `grades-prod [3/18] created grades-prod/backend/log (1 s)`. */
export function progressLine({ stack, say }: Pick<StackJob, 'stack' | 'say'>, total?: number): OnProgress {
  let count = 0;
  return ({ action, constructPath, seconds }) => {
    if (!(action in done)) return;
    count += 1;
    const position = total ? `[${count}/${total}]` : `[${count}]`;
    say(`${stack.name} ${position} ${done[action]} ${constructPath} (${seconds} s)`);
  };
}
