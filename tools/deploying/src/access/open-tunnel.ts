import { createServer } from 'node:net';
import { platformOf, sessionDocument, SynthesisedStack } from '@dotkom/synthesised';
import { Selection } from '../job/stack-job';
import { localPortTaken, noDatabase, noPlatformOf, notALocalPort, noTunnel } from './errors';
import { addressAt, psqlCommand } from './how-to-connect';
import { runningInstances } from './instances';
import { showLocalDatabases } from './local-database';
import { startSession } from './start-session';

export interface TunnelChoices {
  /** The port of this machine that leads to the database. @default 15432 */
  readonly port?: number;
  /** Say how, and do nothing. */
  readonly print?: boolean;
}

const defaultPort = 15432;

/**
 * Opens a port of this machine that leads to an application's database, until Ctrl-C; tells whether it ended well. On the AWS
 * of this machine, it says where the database is.
 *
 * @param all every stack of the workspace, among them the platform that the application runs on.
 * @throws UserError when there is no database or way to it, the port is taken, or a program is missing.
 */
export async function openTunnel(
  selection: Selection,
  all: readonly SynthesisedStack[],
  { port: asked = defaultPort, print }: TunnelChoices,
): Promise<boolean> {
  const { account, project, configuration, say } = selection;
  const [stack] = selection.stacks;
  if (!stack) return true;
  if (account.isLocal) return showLocalDatabases(selection);
  const secret = `/secrets/${project.name}/${configuration}/DATABASE_URL`;
  if (!stack.text.includes(secret)) throw noDatabase(stack.name);
  const platform = platformOf(stack, all);
  if (!platform) throw noPlatformOf(stack.name);
  const document = sessionDocument(platform, 'Port');
  if (!document) throw noTunnel(platform.name);
  const port = await checkedPort(asked, print);

  const [nat] = await runningInstances(platform.name, 'nat', account);
  say(howToConnect(stack.name, secret, port));
  const parameters = { localPortNumber: String(port) };
  return startSession({ instance: nat?.id ?? '', document, parameters }, { print, say });
}

async function checkedPort(port: number, print = false): Promise<number> {
  if (!Number.isInteger(port) || port < 1024 || port > 65535) throw notALocalPort(port);
  if (!print && !(await isFree(port))) throw localPortTaken(port);
  return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function howToConnect(stack: string, secret: string, port: number): string {
  return [
    `The database of ${stack} will be at ${addressAt(port)}`,
    `User, password and database are in the parameter ${secret}. In another terminal:`,
    `  ${psqlCommand(secret, port)}`,
    `The tunnel ends with Ctrl-C, or after 20 minutes without use.`,
  ].join('\n');
}
