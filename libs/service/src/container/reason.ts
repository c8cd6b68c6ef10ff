import { emptyReason } from './errors';

/** That a reason is one: true, or a refusal. */
export function reason(what: string, given: string): true {
  if (given.trim() === '') throw emptyReason(`why ${what}`);
  return true;
}
