/** Every message of tools/rights, each a named function. */

export function notAnOperation(service: string, method: string, url: string): Error {
  return new Error(
    `AWS's model of ${service || 'an unsigned request'} has no operation for ${method} ${url}.`,
  );
}

/** A call that nothing here can tell the resource of: a field or a special case is missing in tools/rights/src/questions. */
export function noResource(action: string, operation: string, input: unknown): Error {
  return new Error(
    `Nothing knows what ${action} (${operation}) is about: ${JSON.stringify(input).slice(0, 500)}. ` +
      `Say in fields.ts which field names it, or in special-resources.ts how it is told.`,
  );
}

export function noSuchAction(action: string, operation: string): Error {
  return new Error(
    `AWS's reference has no action ${action}, which ${operation} was taken for. Say in actions.ts what policies call it.`,
  );
}

export function unknownOperator(operator: string): Error {
  return new Error(
    `The condition ${operator} is one that conditions.ts cannot judge. Teach it to, with a test.`,
  );
}

export function targetFailed(what: string, said: string): Error {
  return new Error(`The recording failed at "${what}":\n${said}`);
}

export function targetSucceeded(what: string, said: string): Error {
  return new Error(`In the recording, "${what}" should have failed, and did not:\n${said}`);
}

export function noChangeKnown(types: readonly string[]): Error {
  return new Error(
    `Nothing is known of how a resource of these types is changed in place: ${types.join(', ')}. Say so in estate/changes.ts.`,
  );
}
