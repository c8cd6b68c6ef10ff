import { UserError } from '@dotkom/stack';

/** Messages of what stands here and in no room, each a named function: what is wrong, the value, what is allowed, what to do. */

export function notAnApplication(value: string): UserError {
  return new UserError(
    `applicationStacks is given ${value}, and no application. Write the name of its class, as in applicationStacks(Grades).`,
  );
}

export function madeTooEarly(): UserError {
  return new UserError(
    `applicationStacks(...) gives the function that makes the stacks, and it is called here. Write export default applicationStacks(Grades); without a second pair of parentheses.`,
  );
}

export function noEnvironment(allowed: readonly string[]): UserError {
  return new UserError(
    `An application needs at least one environment. List some of ${allowed.map((name) => `'${name}'`).join(', ')}, or leave the list out for all.`,
  );
}

export function notEnvironments(value: string): UserError {
  return new UserError(
    `The environments of an application are a list, and applicationStacks is given ${value}. Write applicationStacks(Grades, ['prod']), or leave the list out for all.`,
  );
}

export function environmentTwice(name: string): UserError {
  return new UserError(`The environment '${name}' is listed more than once. List it once.`);
}

export function notAGrantee(value: string): UserError {
  return new UserError(
    `Nothing can be granted to ${value}. Give what runs: a WebService, Worker, ScheduledJob or OneOffTask, by the constant it was assigned to.`,
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

export function notAMessageRetention(duration: string): UserError {
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

export function environmentsDiffer(of: {
  readonly code: string;
  readonly environments: readonly string[];
  readonly file: string;
  readonly deployed: readonly string[];
}): UserError {
  const list = (names: readonly string[]) => names.join(' and ');
  return new UserError(
    `${of.code} makes stacks for ${list(of.environments)}, and CI deploys ${list(of.deployed)}, by ${of.file}. ` +
      `Both must say the same: ['prod'] as the second argument of applicationStacks there, "environments": ["prod"] below "metadata" here; without a list, it is all.`,
  );
}
