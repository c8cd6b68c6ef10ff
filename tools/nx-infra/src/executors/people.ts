import { forPerson } from '@dotkom/deploying';

/** Runs what an executor does and turns its errors into what a person reads: a message for their mistakes, a stack trace for ours. */
export async function forPeople(act: () => Promise<boolean>): Promise<{ success: boolean }> {
  try {
    return { success: await act() };
  } catch (error) {
    sayError(error);
    return { success: false };
  }
}

/** Whether all checks pass, one after the other: of what is wrong, a person is told everything at once. */
export async function allOf(checks: readonly (() => unknown)[]): Promise<boolean> {
  let passed = true;
  for (const check of checks) {
    try {
      await check();
    } catch (error) {
      sayError(error);
      passed = false;
    }
  }
  return passed;
}

/** Prints an error the way {@link forPeople} does. */
export function sayError(error: unknown): void {
  console.error(`\n${forPerson(error)}\n`);
}

/** Prints a line of progress. */
export function say(line: string): void {
  console.log(line);
}

/** Prints what a person should know of, although nothing fails. */
export function sayWarning(message: string): void {
  console.warn(`\nWarning: ${message}\n`);
}
