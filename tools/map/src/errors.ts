import { UserError } from '@dotkom/stack/conventions';

export function nothingSynthesised(folder: string): UserError {
  return new UserError(
    `There are no synthesised stacks below ${folder}, so there is nothing to draw. ` +
      'Write them with npx nx run-many -t synth; it writes to the folder dist of a working copy.',
  );
}

export function notUnderstood(message: string): UserError {
  return new UserError(
    `${message}. Use npm run map, or npm run map -- --before FOLDER, where FOLDER is the folder dist of a working copy ` +
      'in which npx nx run-many -t synth wrote the stacks as they were before a change.',
  );
}
