import { UserError } from '@dotkom/stack/conventions';

/** Every message of this tool, each a named function: what is wrong, the value, what to do. */

export function alreadyStarting(pid: number): UserError {
  return new UserError(
    `Another npm start is at work in this folder (process ${pid}). Let it end, or interrupt it with Ctrl-C there, and try again.`,
  );
}

export function notAPort(value: string, option = 'port'): UserError {
  return new UserError(
    `'${value}' is not a port. Give one from 1 to 65535: npm start -- --${option} 4566. Without it, a free one is taken.`,
  );
}

export function wrongArguments(reason: string): UserError {
  return new UserError(
    `${reason}. npm start takes applications and two options: npm start -- grades --port 4566 --gateway-port 8080.`,
  );
}

export function noSuchApplications(unknown: readonly string[], known: readonly string[]): UserError {
  return new UserError(
    `There is no application ${unknown.map((name) => `'${name}'`).join(', ')} in apps/. There are ${known.join(', ')}. ` +
      'Name some of these, or none for all of them; npx nx g application NAME --owner TEAM makes another.',
  );
}

export function runsOnAnotherPort(asked: number, endpoint: string): UserError {
  return new UserError(
    `The AWS of this machine runs at ${endpoint} already, and not on port ${asked}. ` +
      `Leave the port out to go on there. To move it, which throws away what is deployed: npm stop, then npm start -- --port ${asked}.`,
  );
}

export function stoppedMeanwhile(): UserError {
  return new UserError(
    'The AWS of this machine has ended meanwhile, by npm stop or by itself, and what was deployed to it is gone. To begin afresh: npm start.',
  );
}

export function estateFailed(what: string): UserError {
  return new UserError(
    `${what} failed; the reason is above. What is deployed stays, and npm start goes on from there. ` +
      `To begin afresh: npm stop, then npm start.`,
  );
}

export function interrupted(): UserError {
  return new UserError(
    'Interrupted. What is being deployed at this moment is brought to its end in the background; npm start waits for that and goes on from there. npm stop throws it all away.',
  );
}
