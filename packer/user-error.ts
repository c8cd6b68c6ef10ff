/** A mistake that whoever runs a command can put right: the message says how, and no stack trace hides it. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Runs a command's program; prints a user's mistake without a stack trace and ends with a code that is not 0. */
export async function runProgram(program: () => Promise<number> | number): Promise<void> {
  try {
    process.exitCode = await program();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
