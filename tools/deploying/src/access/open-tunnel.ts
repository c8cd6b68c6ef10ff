import { createServer } from 'node:net';
import { organisation } from '@dotkom/stack';
import { platformOf, sessionDocument, SynthesisedStack } from '@dotkom/synthesised';
import { Selection } from '../job/stack-job';
import { localPortTaken, noDatabase, noPlatformOf, notALocalPort, noTunnel } from './errors';
import { runningInstances } from './instances';
import { startSession } from './start-session';

export interface TunnelChoices {
  /** The port of this machine that leads to the database. @default 15432 */
  readonly port?: number;
  /** Say how, and do nothing. */
  readonly print?: boolean;
}

const defaultPort = 15432;

/**
 * Opens a port of this machine that leads to an application's database, until Ctrl-C; tells whether it ended well.
 *
 * @param all every stack of the workspace, among them the platform that the application runs on.
 * @throws UserError when there is no database or way to it, the port is taken, or a program is missing.
 */
export async function openTunnel(
  { stacks: [stack], account, project, configuration, say }: Selection,
  all: readonly SynthesisedStack[],
  { port: asked = defaultPort, print }: TunnelChoices,
): Promise<boolean> {
  if (!stack) return true;
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

/** The password is in the parameter and is shown by neither this nor the command below, which hands it to psql. */
function howToConnect(stack: string, secret: string, port: number): string {
  const read = `aws ssm get-parameter --region ${organisation.region} --name ${secret} --with-decryption --query Parameter.Value --output text`;
  // The certificate is for the database's own name, so that here it can be asked for and not be compared.
  const rewrite = `sed -e 's#@[^/]*/#@127.0.0.1:${port}/#' -e 's#verify-full#require#'`;
  return [
    `The database of ${stack} will be at 127.0.0.1:${port}: postgresql://<user>:<password>@127.0.0.1:${port}/<database>?sslmode=require`,
    `User, password and database are in the parameter ${secret}. In another terminal:`,
    `  psql "$(${read} | ${rewrite})"`,
    `The tunnel ends with Ctrl-C, or after 20 minutes without use.`,
  ].join('\n');
}
