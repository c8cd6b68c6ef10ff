import { UserError } from '@dotkom/stack';
import { counted } from '@dotkom/stack/conventions';

/** Every message of libs/service, each a named function: what is wrong, the value, what is allowed, what to do. */

/** The beginning of a text that is too long for a message. */
const cut = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}...` : text);

export function notAnApplication(value: string): UserError {
  return new UserError(
    `applicationStacks is given ${value}, and no application. Write the name of its class, as in applicationStacks(Grades).`,
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
    `'${cut(name)}' cannot be the name of a secret: the container gets it as an environment variable, so use at most 128 capital letters, digits and underscores, such as 'JWT_SECRET'.`,
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

export function secretOfTheDatabase(name: string): UserError {
  return new UserError(
    `The secret '${name}' is the platform's: it writes the address of the database there. Give the task the database instead ` +
      `(database: database), or, if you mean another one, set a secret of another name: { variable: '${name}', parameter: 'OLD_${name}' }.`,
  );
}

export function givenByDatabase(name: string): UserError {
  return new UserError(
    `'${name}' comes with the database, and is declared as well. Leave it out of 'environment' and 'secrets'.`,
  );
}

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

export function nameTakenTwice(name: string): UserError {
  return new UserError(`Two things are called '${name}'. Each needs a name of its own here: rename one.`);
}

export function notAGrantee(value: string): UserError {
  return new UserError(
    `Nothing can be granted to ${value}. Give what runs: a WebService, Worker, ScheduledJob or OneOffTask, by the constant it was assigned to.`,
  );
}

export function notAVariable(name: string): UserError {
  return new UserError(
    `'${name}' cannot be the name of an environment variable: use letters, digits and underscores, and no digit first.`,
  );
}

export function looksLikeASecret(name: string, reason: string): UserError {
  return new UserError(
    `The environment variable '${name}' looks like a secret: ${reason}. Everyone who may look at AWS could read it. ` +
      `Name it among 'secrets' instead, or, if anyone may read it, say why: { value, publicBecause: '...' }.`,
  );
}

export function reservedVariable(name: string): UserError {
  return new UserError(
    `'${name}' is no variable to set: the container needs its own, or AWS gives it the rights of its role by it. ` +
      `What it may do is granted (bucket.grantRead(service)); another name will do for anything else.`,
  );
}

export function tooSmall(size: string, least: string): UserError {
  return new UserError(`No container can run with '${size}'. It needs '${least}' or more.`);
}

export function folderOfTheSystem(folder: string): UserError {
  return new UserError(
    `'${folder}' cannot be made writable: it would begin empty, and a container needs what is there (its programs, the kernel's files). ` +
      `Name the folder that is written to, such as '/etc/nginx/conf.d', or say why all of its disk has to be writable: writableRoot.`,
  );
}

export function folderWithinFolder(folder: string, other: string): UserError {
  const problem = folder === other ? `'${folder}' is there twice` : `'${folder}' is within '${other}'`;
  return new UserError(
    `Folders that are writable must be apart: ${problem}. Keep one of them; /tmp is writable anyway.`,
  );
}

export function noCapability(): UserError {
  return new UserError(
    `The list of capabilities is empty. Name those it needs, or leave 'capabilities' out.`,
  );
}

export function taskDefinitionTooLarge(bytes: number, most: number): UserError {
  return new UserError(
    `The containers of this task take ${bytes} bytes to describe, and ECS takes ${most}. ` +
      `Shorten the values of 'environment'; what is large belongs into the image or a bucket.`,
  );
}

export function policyTooLong(
  kind: 'task' | 'execution',
  size: { readonly length: number; readonly most: number; readonly ofIam: number; readonly things: number },
): UserError {
  const { length, most, ofIam, things } = size;
  const what = {
    task: `What this task may do on ${things} things`,
    execution: `What ECS may do to start this task, read ${things} things,`,
  };
  const remedy = {
    task: `Grant it fewer: folders of one bucket in place of several buckets, one queue for several kinds of messages, or split what it does into two services.`,
    execution: `Give it fewer secrets: several in one as JSON, or split what it does into two services.`,
  };
  return new UserError(
    `${what[kind]} takes up to ${length} characters to write down, and at most ${most} are allowed: ` +
      `IAM takes ${ofIam} of one role, of which some stay free. ${remedy[kind]}`,
  );
}

export function notAnImageOwner(value: string): UserError {
  return new UserError(
    `The image is ${value}. Give the service whose image it is, by the constant it was assigned to (image: backend), ` +
      `or one of a public registry by its digest, 'public.ecr.aws/nginx/nginx:1.29@sha256:<64 digits>': a tag can mean another image tomorrow.`,
  );
}

export function runsTheService(name: string): UserError {
  return new UserError(
    `'${name}' runs the image of a service without a command, and so would be that service, which does not end. ` +
      `Say what it runs: command: ['node', 'migrate.js'].`,
  );
}

export function beforeNothing(): UserError {
  return new UserError(
    `A one-off task before nothing has nothing that waits for it. Name what needs what it does: before: [backend].`,
  );
}

export function peakIsOver(from: string, firstYear: number): UserError {
  return new UserError(
    `The peak of '${from}' is over, and never comes again. Use a time from ${firstYear} on.`,
  );
}

export function emptyReason(what: string): UserError {
  return new UserError(`Say ${what}: the reason is empty, and next year's maintainer will want to know.`);
}

export function emptyCommand(): UserError {
  return new UserError(
    `A command is empty. Name the program and its arguments, such as ['node', 'worker.js'].`,
  );
}

export function notAUser(user: string): UserError {
  return new UserError(
    `'${user}' is no user that a container can run as. Use a name or a number, such as 'node' or '1000:1000'.`,
  );
}

export function rootWithoutReason(user: string): UserError {
  return new UserError(
    `'${user}' is root, and containers do not run as root without a reason: root in one is root of the node for whatever breaks out of it. ` +
      `Name the user that the image is made for, or say why it has to be root: { root: 'nginx binds port 80 before it becomes nginx' }.`,
  );
}

export function capabilitiesWithoutRoot(user: string): UserError {
  return new UserError(
    `Capabilities are root's, and it runs as '${user}': they would do nothing. Leave them out, or have it begin as root: user: { root: '<why>' }.`,
  );
}

export function notAPathInTheImage(path: string): UserError {
  return new UserError(
    `'${path}' is no path of a file in an image. Write it from the root, such as '/app/eu-north-1-bundle.pem'.`,
  );
}

export function notAFolder(folder: string): UserError {
  return new UserError(
    `'${folder}' is no folder that can be made writable. Write its path from the root, such as '/app/.next/cache'; /tmp is writable anyway.`,
  );
}

export function notACapability(name: string, known: readonly string[]): UserError {
  return new UserError(
    `'${name}' is no capability that a container here may have. Those are ${known.join(', ')}.`,
  );
}

export function durationOutside(what: string, value: string, least: number, most: number): UserError {
  return new UserError(`'${value}' is no time to ${what}: AWS takes ${least} to ${most} seconds.`);
}

export function notPinned(image: string): UserError {
  return new UserError(
    `The image '${image}' is not pinned: a tag can mean another image tomorrow. ` +
      `Write its registry and end it in its digest, such as 'public.ecr.aws/nginx/nginx:1.29@sha256:<64 digits>'. ` +
      `docker buildx imagetools inspect <image> shows it.`,
  );
}

export function checkedButUnhealthy(name: string): UserError {
  return new UserError(
    `The container '${name}' is waited for until it is HEALTHY, and has no containerCheck that could say so. Give it one, or wait for START.`,
  );
}

export function fitsNoNode(size: string, most: string): UserError {
  return new UserError(
    `A task of ${size} fits on no node: an empty one has room for ${most}. ` +
      `All containers of a task count, and 256 CPU units and 64 MiB for Service Connect. Make it smaller.`,
  );
}

export function notARetention(retention: string, days: readonly number[]): UserError {
  return new UserError(
    `CloudWatch cannot keep a log for '${retention}'. It knows these numbers of days: ${days.join(', ')}.`,
  );
}

export function execInProd(): UserError {
  return new UserError(
    `A shell in a container (exec) is not for prod. Use environment.pick({ prod: false, staging: true }).`,
  );
}

export function execNeedsDisk(): UserError {
  return new UserError(
    `A shell in a container (exec) needs a disk that can be written. Say so: writableRoot: 'for ECS Exec'.`,
  );
}

export function notAPercentage(value: number, least: number, most: number): UserError {
  return new UserError(`${value} is no percentage here. Use a whole number from ${least} to ${most}.`);
}

export function notANumberOfErrors(count: number, most: number): UserError {
  return new UserError(
    `${count} is no number of errors that takes a deploy back. Use a whole number from 1 to ${most}: more than so many answers of 5xx in a minute do. ` +
      `Where no answer should, say why: rollBackOn: { none: 'its errors are those of another service' }.`,
  );
}

export function neverRolls(count: number, minimum: number, maximum: number): UserError {
  return new UserError(
    `With ${counted(count, 'task')}, no deploy could ever begin: at least ${minimum} % must stay healthy (rounded up) ` +
      `and at most ${maximum} % may run (rounded down), so none may be stopped and none started. ` +
      `Use 100 and 200, or 0 and 100 where two must never run at once.`,
  );
}

export function notATime(text: string): UserError {
  return new UserError(
    `'${text}' is no time in Oslo. Write date and time, such as '2027-01-14 11:45'; an hour that the change of the clocks leaves out does not exist.`,
  );
}

export function scalesNowhere(min: number, max: number): UserError {
  return new UserError(
    `A service cannot scale from ${min} to ${max} tasks: the minimum must be below the maximum. For a fixed number use count.`,
  );
}

export function nothingToScaleBy(): UserError {
  return new UserError(
    `Scaling has nothing to go by. Give it an aim (cpu, memory or requestsPerTask) or times (peaks), or use count.`,
  );
}

export function notARate(requests: number): UserError {
  return new UserError(
    `${requests} is no number of requests a minute for each task. Use a whole number from 1.`,
  );
}

export function notAPeak(from: string, to: string): UserError {
  return new UserError(`A peak from '${from}' to '${to}' ends before it begins. Write the later time last.`);
}

export function peakAboveMost(atLeast: number, min: number, max: number): UserError {
  return new UserError(
    `A peak with at least ${atLeast} tasks does not fit into ${min} to ${max}. Use a whole number above the minimum and up to the maximum.`,
  );
}

export function peaksMeet(one: string, other: string): UserError {
  return new UserError(
    `The peak of '${other}' begins before the one of '${one}' is over, and the end of that would end both. Make them one.`,
  );
}

export function countAndScaling(): UserError {
  return new UserError(`A service has a fixed number of tasks (count) or scaling. Keep one.`);
}

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
  'have the state forget its records first: with the code as it was, npx nx diff, then terraform state rm ADDRESS in the ' +
  "stack's folder in dist/aws. Then take it out of adoption.json.";

export function adoptedHostUnknown(host: string, known: readonly string[]): UserError {
  const there = known.length > 0 ? `It leads ${known.join(', ')}` : 'It leads none';
  return new UserError(
    `adoption.json names the host '${host}', and nothing in this stack answers it. ${there}. ` +
      `Mend the name, or give the host to a service or a site. To give it up, ${forgetFirst}`,
  );
}

export function adoptedRecordUnknown(record: string, known: readonly string[]): UserError {
  const there = known.length > 0 ? `It has ${known.join(', ')}` : 'It has none of its own';
  return new UserError(
    `adoption.json names the record '${record}', which this stack does not have. ${there}. ` +
      `Mend it, or make a DnsRecord of that name and type. Hosts of services and sites stand under 'hosts'. To give it up, ${forgetFirst}`,
  );
}

export function formerlyTheSame(name: string): UserError {
  return new UserError(
    `'${name}' is what it is called, and 'formerly' says what it was called before. Leave 'formerly' away, or give it its new name.`,
  );
}

export function notAMatcher(matcher: string): UserError {
  return new UserError(
    `'${matcher}' does not say which answers are healthy. Write status codes from 200 to 499, such as '200', '200,204' or '200-299'.`,
  );
}

export function checkOverlapsItself(timeout: number, interval: number): UserError {
  return new UserError(
    `A health check that may take ${timeout} seconds cannot be made every ${interval} seconds. Make the timeout shorter than the interval.`,
  );
}

export function stopsBeforeDrained(stop: number, drain: number): UserError {
  return new UserError(
    `A container that is stopped after ${stop} seconds would cut requests that may take ${drain} seconds to drain. Make stopTimeout longer than drain.`,
  );
}

export function oneOrMore(): UserError {
  return new UserError(
    `A singleton runs once, and its old task ends before the new one starts: leave out 'count' and 'rolling', or 'singleton'.`,
  );
}

export function notARetryCount(retries: number, most: number): UserError {
  return new UserError(`${retries} is no number of retries. Use a whole number from 0 to ${most}.`);
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

export function tooManySiteHosts(count: number, most: number): UserError {
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

export function twiceByRetry(retries: number): UserError {
  return new UserError(
    `A job that must never run twice at once cannot be tried again ${retries} times: by then the next run may have begun. ` +
      `Leave out 'retries', or 'neverTwice' where two at once do no harm.`,
  );
}
