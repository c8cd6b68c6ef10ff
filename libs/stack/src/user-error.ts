/**
 * A mistake of the person who uses this library: a wrong value, a missing thing. It is shown without a stack
 * trace, and its message says what is wrong, where, the value, what is allowed and what to do.
 * Any other error is a mistake of ours and is shown with its stack trace.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Whether the message says itself where to mend it: in a file, and not in the line of code that came upon it. */
  readonly saysWhere: boolean;

  constructor(message: string, { saysWhere = false }: { readonly saysWhere?: boolean } = {}) {
    super(message);
    this.saysWhere = saysWhere;
  }
}

/** Whether an error is a person's mistake (see {@link UserError}), also across module instances. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === 'UserError';
}
