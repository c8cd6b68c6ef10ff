/**
 * Every message of the function, each a named function. Plain errors: whoever imports the libraries' own would put all
 * of CDKTF into the function. No message holds a password.
 */

export function notAWish(parameter: string): Error {
  return new Error(
    `The parameter ${parameter} is no wish for a database. It is called /databases/<platform>/<application>/<environment> ` +
      `and holds a whole number of connections above 0: {"connections": 20}, and if need be how its address asks for TLS ("tls") ` +
      `and whether its password is a secret of its own ("password"). Deploy the application again, which writes it.`,
  );
}

export function notAnOwner(application: unknown, environment: unknown): Error {
  return new Error(
    `There is no database for application ${JSON.stringify(application)} in environment ${JSON.stringify(environment)}. ` +
      `Each is a word of lower-case letters, digits and single hyphens, and together they have at most 62 characters. ` +
      `To go through all databases, name neither.`,
  );
}

export function noSuchWish(application: string, environment: string): Error {
  return new Error(
    `${application} in ${environment} has not asked for a database. Its stack does, by a Database of @dotkom/service.`,
  );
}

export function tooManyConnections(asked: number, available: number, left: number): Error {
  return new Error(
    `The applications' databases may open ${asked} connections together, and the server has ${available} for them: ` +
      `${left > 0 ? left : 'none'} are left for this one. Lower the connections of a Database, or give the platform a larger class in apps/platform/src/instances.ts.`,
  );
}

export function anotherRunAtWork(): Error {
  return new Error(
    'Another run has been at work for longer than this one can wait. Nothing was changed; try again.',
  );
}

export function ownedByAnother(database: string, owner: string): Error {
  return new Error(
    `The database ${database} is there, but belongs to ${owner} and not to the server's master. ` +
      `Give it back: ALTER DATABASE ${database} OWNER TO the master (docs/runbooks/database-reconciler.md).`,
  );
}

export function notOurSecret(parameter: string, role: string): Error {
  return new Error(
    `The parameter ${parameter} holds something else than the address of the database of ${role}: somebody has set it by hand. ` +
      `It is left as it is. To have it made anew, with a new password, delete the parameter and try again.`,
  );
}

export function cannotLogIn(role: string, reason: string): Error {
  return new Error(`${role} has got its password and cannot log in with it all the same: ${reason}`);
}

export function failedFor(application: string, environment: string, reason: string): Error {
  return new Error(`The database of ${application} in ${environment}: ${reason}`);
}

export function several(problems: readonly Error[]): Error {
  return new Error(problems.map(({ message }) => message).join('\n'));
}
