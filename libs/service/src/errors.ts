import { UserError } from '@dotkom/stack';

/** Every message of libs/service, each a named function: what is wrong, the value, what is allowed, what to do. */

export function notAPort(port: number): UserError {
  return new UserError(`${port} is not a port. Use the one the container listens on, from 1 to 65535.`);
}

export function notAPath(path: string): UserError {
  return new UserError(
    `'${path}' is not the path of a health check. It must begin with '/' and hold no spaces, query or fragment, such as '/health'.`,
  );
}

export function notACount(count: number): UserError {
  return new UserError(`${count} is no number of tasks. Use a whole number from 1 to 50.`);
}

export function drainsTooLong(drain: string, longest: number): UserError {
  return new UserError(
    `'${drain}' is no time in which requests can end: use 1 to ${longest} seconds. ` +
      `ECS stops a container 120 seconds after it asked it to, whatever it is at.`,
  );
}

export function notASecret(name: string): UserError {
  return new UserError(
    `'${name}' cannot be the name of a secret: the container gets it as an environment variable, so use capital letters, digits and underscores, such as 'JWT_SECRET'.`,
  );
}

export function secretDeclaredTwice(name: string): UserError {
  return new UserError(`The secret '${name}' is declared more than once. Name it once.`);
}

export function secretAlsoPlain(name: string): UserError {
  return new UserError(
    `'${name}' is both a secret and an environment variable. Keep one: a secret if nobody may read it.`,
  );
}

export function ambiguousApplicationName(name: string, environment: string): UserError {
  return new UserError(
    `'${name}' cannot be the name of an application: it ends in the name of the environment '${environment}', ` +
      `and its resources could not be told from those of another application. Leave the ending out.`,
  );
}

export function notConnections(connections: number, most: number): UserError {
  return new UserError(
    `${connections} is no number of connections to a database. Use a whole number from 1 to ${most}: ` +
      `those of all tasks together, of the old and the new ones while a deploy goes on.`,
  );
}

export function secondDatabase(first: string): UserError {
  return new UserError(
    `There is a database in this application already: ${first}. An application has one in each environment; ` +
      `give that one to every service that needs it, and keep what is apart in schemas of its own.`,
  );
}
