import { UserError } from '@dotkom/stack/conventions';

/** Every message of libs/platform, each a named function: what is wrong, the value, what is allowed, what to do. */

export function notAHost(host: string): UserError {
  return new UserError(
    `'${host}' is not a host name. Write it in lower case without scheme, port or path, such as 'api.grades.no'.`,
  );
}

export function wildcardNotAHost(host: string): UserError {
  return new UserError(
    `'${host}' is not a host name but a wildcard, which would take hosts of other applications, too. ` +
      `Name each host that is to be answered, such as 'api.grades.no'.`,
  );
}

export function hostInNoZone(host: string, zones: readonly string[]): UserError {
  return new UserError(
    `'${host}' is in none of the zones that Dotkom holds: ${zones.join(', ')}. ` +
      `Use a host in one of them, or add the zone in libs/platform/src/contract/zones.ts.`,
  );
}

export function hostWithoutCertificate(host: string, names: readonly string[]): UserError {
  return new UserError(
    `'${host}' is not covered by the gateway's certificates, which are for ${names.join(', ')}. ` +
      `A wildcard stands for one label: use a host that fits, such as one without the extra dot.`,
  );
}

export function noRoomInNetwork(what: string, cidr: string): UserError {
  return new UserError(
    `There is no room left for ${what} in the network ${cidr}. Give the tier smaller subnets or the platform a larger network.`,
  );
}

export function notANetwork(cidr: string): UserError {
  return new UserError(
    `'${cidr}' is not an IPv4 network that a VPC can have. Write its first address and a prefix from 16 to 28, such as '10.0.0.0/16'.`,
  );
}

export function impossibleBudget(dollars: number): UserError {
  return new UserError(`A budget cannot be ${dollars} dollars a month. Write an amount above 0.`);
}

export function impossibleNodeCount(min: number, max: number): UserError {
  return new UserError(
    `A node pool cannot have at least ${min} and at most ${max} nodes. ` +
      `Both are whole numbers from 0, the most is at least 1 and above the least, so that a new node can start before an old one ends.`,
  );
}

export function impossibleLogDays(days: number): UserError {
  return new UserError(
    `Access logs cannot be kept for ${days} days. It is a whole number from 1; 14 is usual, and longer only as long as somebody needs people's addresses.`,
  );
}

export function notADatabaseClass(name: string, classes: readonly string[]): UserError {
  return new UserError(
    `'${name}' is not a class of databases that the platform knows the memory of. Use one of ${classes.join(', ')}, ` +
      `or add it in libs/platform/src/database/database-class.ts.`,
  );
}

export function impossibleStorage(from: number, to: number): UserError {
  return new UserError(
    `A database cannot have ${from} GiB of storage that grows to ${to}. Both are whole numbers, ` +
      `the first at least 20, which is the least of gp3, and the last at least a tenth more, or AWS does not let it grow.`,
  );
}

export function notAPostgresVersion(version: string, oldest: number): UserError {
  return new UserError(
    `'${version}' is not a major version of PostgreSQL that the platform knows. Write one from ${oldest} on without a minor one, such as '17'.`,
  );
}

export function notBackupDays(days: number): UserError {
  return new UserError(`Backups cannot be kept for ${days} days. Use a whole number from 1 to 35.`);
}
