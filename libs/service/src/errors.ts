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

export function ambiguousApplicationName(name: string, environment: string, file: string): UserError {
  return new UserError(
    `'${name}' cannot be the name of an application (in ${file}): it ends in the name of the environment '${environment}', ` +
      `and its resources could not be told from those of another application. Leave the ending out.`,
  );
}

export function notWholeDays(duration: string): UserError {
  return new UserError(
    `'${duration}' is no whole number of days, which is how S3 counts. Use '1 day' or more.`,
  );
}

export function notAnOrigin(origin: string): UserError {
  return new UserError(
    `'${origin}' is no site whose pages may be let in. Name each by scheme and host without a path, such as 'https://online.ntnu.no'; ` +
      `'*' and plain http would let in everybody.`,
  );
}

export function notAHandlingTime(duration: string): UserError {
  return new UserError(
    `'${duration}' is no time in which a message can be handled: use 1 second to 12 hours, which is the longest that SQS waits for a consumer.`,
  );
}

export function notANumberOfAttempts(attempts: number): UserError {
  return new UserError(
    `${attempts} is no number of attempts at a message. Use a whole number from 1 to 1000.`,
  );
}

export function notARetention(duration: string): UserError {
  return new UserError(
    `'${duration}' is no time for messages to wait: use 1 minute to 13 days. ` +
      `Dead letters are kept for 14 days counted from when they were sent, so with more a late one would be gone at once.`,
  );
}

export function expiresBeforeDeadLetter(
  handledWithin: string,
  attempts: number,
  retention: string,
): UserError {
  return new UserError(
    `A message that fails would be lost before it is a dead letter: ${attempts} attempts of '${handledWithin}' take longer than the '${retention}' for which it waits. ` +
      `Let it wait longer, or have fewer or shorter attempts.`,
  );
}

export function longerThanKept(alarmAfter: string, retention: string): UserError {
  return new UserError(
    `No message gets as old as '${alarmAfter}': it is lost after '${retention}', and the alarm would never ring. Use a shorter time for the alarm.`,
  );
}

export function notAnAddressOf(identity: string, address: string): UserError {
  return new UserError(
    `'${address}' is no address to send from as '${identity}'. Use addresses that end in '@${identity}', or leave them out to allow all of it.`,
  );
}

export function notADnsName(name: string): UserError {
  return new UserError(
    `'${name}' is not a name in DNS. Write the whole name in lower case without a dot at the end, such as 'play.online.ntnu.no' or '_minecraft._tcp.online.ntnu.no'.`,
  );
}

export function aliasOfZone(zone: string): UserError {
  return new UserError(
    `'${zone}' is a zone, and DNS allows no CNAME for the name of a zone. Use a name below it, or records of the types A and AAAA.`,
  );
}

export function noRecordValues(name: string): UserError {
  return new UserError(`The record '${name}' has no value. Give it at least one.`);
}

export function notARecordValue(type: string, value: string, allowed: string): UserError {
  return new UserError(`'${value}' cannot be in a record of type ${type}. It must be ${allowed}.`);
}

export function notATimeToLive(ttl: string): UserError {
  return new UserError(`'${ttl}' is no time for others to remember a record: use 1 second to 7 days.`);
}

export function hostGivenTwice(host: string): UserError {
  return new UserError(`The host '${host}' is given to the site more than once. Name it once.`);
}

export function tooManyHosts(count: number, most: number): UserError {
  return new UserError(
    `${count} hosts are too many for one site: its certificate takes ${most}. Leave out those that nobody uses.`,
  );
}

export function notAContentPolicy(policy: string): UserError {
  return new UserError(
    `'${policy}' cannot be sent as a Content-Security-Policy. Write it on one line, such as "default-src 'self'".`,
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
