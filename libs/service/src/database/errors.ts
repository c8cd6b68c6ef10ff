import { UserError } from '@dotkom/stack';

export function partIsTheAddress(part: string, variable: string): UserError {
  return new UserError(
    `'${variable}' reads like the whole address of the database, and would get its ${part} alone. ` +
      `For the whole address say { from: database, url: '${variable}' }; parts are for images that want host, name, user and password one by one.`,
  );
}

export function addressIsAPart(variable: string): UserError {
  return new UserError(
    `'${variable}' reads like a part of the database's address, and would get all of it, password and all. ` +
      `For an image that wants it in parts say { from: database, parts: { host, name, user, password } }.`,
  );
}

export function partTwice(variable: string): UserError {
  return new UserError(
    `'${variable}' is to hold two things of the database's address. Each needs a variable of its own.`,
  );
}

export function notAPool(pool: number): UserError {
  return new UserError(
    `${pool} is no number of connections that a task opens. Use a whole number from 1 to 100: the size of its pool, times its processes.`,
  );
}

export function moreConnectionsThanGranted(
  all: number,
  granted: number,
  users: readonly { task: string; mostAtOnce: number; pool: number }[],
): UserError {
  const each = users.map(({ task, mostAtOnce, pool }) => `${task} ${mostAtOnce} x ${pool}`).join(', ');
  return new UserError(
    `The tasks of this application may open ${all} connections to its database at once, and it has ${granted}: ` +
      `${each} (tasks, in a deploy those of both generations, of a job the runs that may overlap, times the pool of each). ` +
      `Give it more ('connections' of the Database), or have smaller pools: set it in the image and say it here, ` +
      `database: { from: database, pool: 5 }. Of a job with neverTwice: true, or a timeout that ends before the next run, there is one.`,
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
