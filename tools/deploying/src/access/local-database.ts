import { dirname } from 'node:path';
import { environmentOf } from '@dotkom/synthesised';
import { readNodes } from '@dotkom/local-nodes';
import { databaseSecretParameter } from '@dotkom/platform/contract/conventions';
import { Selection } from '../job/stack-job';
import { noDatabase, noLocalDatabase } from './errors';
import { addressAt, psqlCommand } from './how-to-connect';

/**
 * Says how to get in to the PostgreSQL behind the AWS of this machine, for each of an application's databases. It listens on
 * loopback: no tunnel is needed.
 *
 * @throws UserError when the application has no database, or no PostgreSQL runs.
 */
export function showLocalDatabases({ stacks, account, project, say }: Selection): boolean {
  const secrets = stacks.flatMap((stack) => {
    const owner = { application: project.name, environment: environmentOf(stack) };
    const secret = databaseSecretParameter(owner);
    return stack.text.includes(secret) ? [{ stack: stack.name, secret }] : [];
  });
  if (secrets.length === 0) throw noDatabase(project.name);
  const { postgres } = readNodes(dirname(account.folder)) ?? {};
  if (!postgres) throw noLocalDatabase(project.name);
  const aws = `AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local aws --endpoint-url ${account.env['AWS_ENDPOINT_URL']}`;
  for (const { stack, secret } of secrets) {
    say(`The database of ${stack} is at ${addressAt(postgres.port)}`);
    say(`User, password and database are in the parameter ${secret}:`);
    say(`  ${psqlCommand(secret, postgres.port, aws)}`);
  }
  return true;
}
