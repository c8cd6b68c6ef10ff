import { UserError } from '@dotkom/stack';

export function beforeNothing(): UserError {
  return new UserError(
    `A one-off task before nothing has nothing that waits for it. Name what needs what it does: before: [backend].`,
  );
}
