import { inLargestUnit, UserError } from '@dotkom/stack';

/** The beginning of a text that is too long for a message. */
const cut = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}...` : text);

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
    `'capabilities' are root's, and it runs as '${user}': they would do nothing. Leave them out, or have it begin as root: user: { root: '<why>' }.`,
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
  return new UserError(
    `'${value}' is no time to ${what}: AWS takes ${inLargestUnit(least)} to ${inLargestUnit(most)}.`,
  );
}
