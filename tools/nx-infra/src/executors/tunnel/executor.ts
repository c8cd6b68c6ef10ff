import { ExecutorContext } from '@nx/devkit';
import { createServer } from 'node:net';
import { organisation } from '@dotkom/stack';
import { accountFor } from '../../account';
import { runningInstances } from '../../access/instances';
import { sessionDocument } from '../../access/session-documents';
import { startSession } from '../../access/start-session';
import {
  localPortTaken,
  noDatabase,
  noPlatformOf,
  notALocalPort,
  noTunnel,
  nothingRunsLocally,
} from '../../errors';
import { workspaceStacks } from '../../rules/workspace-rules';
import { platformOf } from '../../stack/platform-facts';
import { AccountOptions, chosenStacks } from '../each-stack';
import { forPeople, say } from '../people';

export interface TunnelOptions extends AccountOptions {
  /** The port of this machine that leads to the database. @default 15432 */
  readonly port?: number;
  readonly print?: boolean;
}

const defaultPort = 15432;

/** `nx tunnel <application> -c <environment>`: a port of this machine that leads to the application's database, until Ctrl-C. */
export default function tunnel(
  options: TunnelOptions,
  context: ExecutorContext,
): Promise<{ success: boolean }> {
  return forPeople(async () => {
    const { project, configuration, stacks } = chosenStacks('tunnel', options, context);
    if (configuration === 'local') throw nothingRunsLocally('tunnel', project.name);
    const [stack] = stacks;
    if (!stack) return true;
    const secret = `/secrets/${project.name}/${configuration}/DATABASE_URL`;
    if (!stack.text.includes(secret)) throw noDatabase(stack.name);
    const platform = platformOf(stack, workspaceStacks(context));
    if (!platform) throw noPlatformOf(stack.name);
    const document = sessionDocument(platform, 'Port');
    if (!document) throw noTunnel(platform.name);
    const port = await checkedPort(options);

    const [nat] = await runningInstances(platform.name, 'nat', await accountFor(configuration, context.root));
    say(howToConnect(stack.name, secret, port));
    const parameters = { localPortNumber: String(port) };
    return startSession({ instance: nat?.id ?? '', document, parameters }, options.print);
  });
}

async function checkedPort({ port = defaultPort, print }: TunnelOptions): Promise<number> {
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
