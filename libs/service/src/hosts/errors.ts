import { UserError } from '@dotkom/stack';

export function noHost(): UserError {
  return new UserError(
    `A web service needs a host under which the gateway serves it, such as 'api.grades.no'.`,
  );
}

export function hostListedTwice(host: string): UserError {
  return new UserError(`The host '${host}' is listed more than once. List it once.`);
}

export function hostTakenTwice(host: string, first: string): UserError {
  return new UserError(
    `The host '${host}' is ${first}'s already, and a host leads to one. Give this one another host, or take it off ${first}.`,
  );
}

/** The next deploy deletes what the state has and the code has not, also where it is the record of the site before. */
const forgetFirst =
  'have the state forget it first: with the code as it was, npx nx diff, then terraform state rm ADDRESS in the ' +
  "stack's folder in dist/aws. Then take it out of adoption.json.";

export function adoptedHostUnknown(file: string, host: string, known: readonly string[]): UserError {
  const there = known.length > 0 ? `It answers ${known.join(', ')}` : 'It answers none at all';
  return new UserError(
    `${file} names the host '${host}', and nothing in this stack answers it. ${there}. ` +
      `Mend the name, or give the host to a service or a site. To give it up, ${forgetFirst}`,
  );
}

export function adoptedRecordUnknown(file: string, record: string, known: readonly string[]): UserError {
  const there = known.length > 0 ? `It has ${known.join(', ')}` : 'It has none of its own';
  return new UserError(
    `${file} names the record '${record}', which this stack does not have. ${there}. ` +
      `Mend it, or make a DnsRecord of that name and type. Hosts of services and sites stand under 'hosts'. To give it up, ${forgetFirst}`,
  );
}

export function adoptedRepositoryUnknown(file: string, name: string, known: readonly string[]): UserError {
  const there = known.length > 0 ? `It has ${known.join(', ')}` : 'It has none of its own';
  return new UserError(
    `${file} names the repository '${name}', and nothing in this stack keeps its images there. ${there}. Mend the name. To give it up, ${forgetFirst}`,
  );
}
