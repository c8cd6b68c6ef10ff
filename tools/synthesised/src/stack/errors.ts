import { UserError } from '@dotkom/stack/conventions';

export function notSynthesised(folder: string, project: string): UserError {
  return new UserError(`There are no synthesised stacks in ${folder}. Run npx nx synth ${project}.`);
}
