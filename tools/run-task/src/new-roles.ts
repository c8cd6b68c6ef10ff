import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long AWS may take until a role that a deploy just made, and what it may do, is known everywhere: mostly seconds.
 * The AWS provider waits as long for what it makes itself (its propagationTimeout).
 */
const patienceMilliseconds = 120_000;

export interface Patience {
  readonly say: (line: string) => void;
  readonly pauseMilliseconds: number;
  readonly now: () => number;
}

/** How ECS refuses to start a task whose role it does not know yet. */
export function isRoleUnknown(error: unknown): boolean {
  return error instanceof Error && /unable to assume the role/i.test(error.message);
}

/** How a task that never ran says that its roles may not yet do what they were given. */
export function isRightUnknown(reason: string): boolean {
  return /unable to assume the role|is not authorized to perform|AccessDenied/i.test(reason);
}

/**
 * Does something until it succeeds, fails for another reason than a new role, or two minutes have gone by.
 *
 * @param act gives why it did not work yet; nothing once it did.
 * @returns that it worked, or why it did not until the end.
 */
export async function onceRolesAreKnown(
  act: () => Promise<string | undefined>,
  { say, pauseMilliseconds, now }: Patience,
): Promise<string | undefined> {
  const latest = now() + patienceMilliseconds;
  for (;;) {
    const reason = await act();
    if (reason === undefined || !isRightUnknown(reason) || now() >= latest) return reason;
    say(`AWS does not know a role of this task yet, or what it may do, and it is tried again: ${reason}`);
    await sleep(pauseMilliseconds);
  }
}
