import { isUserError } from '@dotkom/stack/conventions';

/** Runs a command's program; prints a user's mistake without a stack trace and ends with a code that is not 0. */
export async function runProgram(program: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await program();
  } catch (error) {
    if (!isUserError(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
