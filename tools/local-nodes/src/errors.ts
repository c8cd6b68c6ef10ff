import { UserError } from '@dotkom/stack/conventions';

/** Every message of this room, each a named function: what is wrong, the value, what to do. */

/** Docker Desktop has its containers in a virtual machine, Podman without root in a namespace: they do not find this machine. */
const whereContainersRun =
  'Images run on Linux with Docker Engine, or with Podman and npm start as root. Docker Desktop and Podman without root keep ' +
  'their networks to themselves: with them, start anew with CONTAINER_ENGINE=none, and a page stands for each service.';

/** A container engine is needed, and there is none. */
export function noEngine(): UserError {
  return new UserError(
    'No container engine answers on this machine, so that no image can run. Install one and start it (Debian and Ubuntu: ' +
      `apt install docker.io), or name its program with CONTAINER_ENGINE. ${whereContainersRun}`,
  );
}

/** The engine that was named, or found, gives no answer. */
export function engineDoesNotAnswer(program: string, cause: string): UserError {
  const permission = /permission denied/i.test(cause)
    ? ' Your user may not use it: on Linux, be in its group (docker), or start npm start as root.'
    : ` Start it, or name another one with CONTAINER_ENGINE (none: run no containers).`;
  return new UserError(`The container engine '${program}' does not answer: ${cause}.${permission}`);
}

/** What answers is neither Docker nor Podman. */
export function unknownEngine(program: string): UserError {
  return new UserError(`'${program}' is neither Docker nor Podman. Name one of them with CONTAINER_ENGINE.`);
}

/** The engine refused something that it was asked for. */
export function engineFailed(program: string, what: string, cause: string): UserError {
  return new UserError(`${program} ${what} failed: ${cause}`);
}

/** A release of an image that the engine does not have. */
export function noSuchEngineImage(program: string, reference: string): UserError {
  return new UserError(
    `${program} has no image '${reference}'. Build it (${program} build --tag ${reference} .) or pull it, and try again; ` +
      `${program} image ls lists what there is.`,
  );
}

/** A port of this machine is in use. */
export function gatewayPortTaken(port: number): UserError {
  return new UserError(
    `Port ${port} is taken by another program, so that the gateway cannot listen on it. ` +
      'Give another one (npm start -- --gateway-port 8081), or none: then a free one is found.',
  );
}

/** The containers of this engine have no way to this machine. */
export function noWayToThisMachine(program: string, address: string): UserError {
  return new UserError(
    `Containers of ${program} cannot reach this machine: it does not have the address ${address} of their network. ${whereContainersRun}`,
  );
}

/** PostgreSQL did not start. */
export function postgresFailed(what: string, said: string): UserError {
  return new UserError(`PostgreSQL did not start: ${what}.\n${said.replace(/^/gm, '  ')}`);
}
