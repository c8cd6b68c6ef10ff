import { OnProgress } from '../terraform/stack-terraform';
import { Action } from '../terraform/events';
import { say } from './people';

const done: Partial<Record<Action, string>> = {
  create: 'created',
  update: 'changed',
  delete: 'destroyed',
};

/** Prints a line for each resource that is done: `grades-prod [3/18] created grades-prod/backend/log (1 s)`. */
export function progressLine(stack: string, total?: number): OnProgress {
  let count = 0;
  return ({ action, constructPath, seconds }) => {
    if (!(action in done)) return;
    count += 1;
    const position = total ? `[${count}/${total}]` : `[${count}]`;
    say(`${stack} ${position} ${done[action]} ${constructPath} (${seconds} s)`);
  };
}
