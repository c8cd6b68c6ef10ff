import { UserError } from '@dotkom/stack/conventions';

export function notAnOption(word: string): UserError {
  return new UserError(`'${word}' is not an option of validate. It knows --require-tools alone.`);
}
