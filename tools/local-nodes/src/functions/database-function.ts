import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { AwsAnswer, AwsRequest, Gap, jsonAnswer, JsonObject, jsonOf, pathOf, text } from '@dotkom/local-aws';
import { Clients } from '../clients';
import { Authority } from '../network/authority';
import { DatabaseInstances } from '../postgres/database-instances';
import { runFunction } from './run-function';

const path = /^\/2015-03-31\/functions(?:\/([^/]+)(?:\/(code|configuration|invocations))?)?$/;

/** What the function runs in. */
interface FunctionSurroundings {
  clients: Pick<Clients, 'lambda'>;
  databases: DatabaseInstances;
  authority: Authority;
  endpoint: string;
  folder: string;
  workspaceRoot: string;
}

/**
 * Runs the function that makes databases when it is invoked: the very code that is deployed, against the PostgreSQL
 * behind the database instance. Any other function is left to the local AWS.
 */
export function databaseFunction(surroundings: FunctionSurroundings): Gap {
  const code = new Map<string | undefined, Buffer>();
  return {
    name: 'Lambda: the function that makes databases',
    reason: 'moto runs functions in containers of its own; this one is needed, and needs a PostgreSQL.',
    handles: (request) => request.service === 'lambda' && path.test(pathOf(request)),
    async fill(request, next) {
      const [, inPath = '', what] = path.exec(pathOf(request)) ?? [];
      const name = decodeURIComponent(inPath);
      if (what === 'invocations')
        return (await invoke(surroundings, name, code.get(name), request)) ?? next(request);
      const answer = await next(request);
      if (request.method === 'DELETE') code.delete(name);
      const zip = ['POST', 'PUT'].includes(request.method) && answer.status < 300 && zipIn(jsonOf(request));
      if (zip) code.set(name || text(jsonOf(request)['FunctionName']), Buffer.from(zip, 'base64'));
      return answer;
    },
  };
}

/** As UpdateFunctionCode sends it, or CreateFunction. */
function zipIn({ ZipFile, Code }: JsonObject): string | undefined {
  return text(ZipFile) ?? text((Code as JsonObject | undefined)?.['ZipFile']);
}

async function invoke(
  { clients, databases, authority, endpoint, folder, workspaceRoot }: FunctionSurroundings,
  name: string,
  zip: Buffer | undefined,
  request: AwsRequest,
): Promise<AwsAnswer | undefined> {
  const postgres = await databases.postgres;
  if (!zip || !postgres) return undefined;
  const { Handler, Timeout, Environment } = await clients.lambda.send(
    new GetFunctionConfigurationCommand({ FunctionName: name }),
  );
  const variables = Environment?.Variables ?? {};
  const { DATABASE_HOST: host, DATABASE_PORT: port = 5432 } = variables;
  if (host !== postgres.host) return undefined;
  mkdirSync(folder, { recursive: true });
  const authorities = join(folder, 'authority.pem');
  writeFileSync(authorities, authority.certificate);
  const end = await runFunction({
    zip,
    handler: Handler ?? 'index.handler',
    timeoutSeconds: Timeout ?? 3,
    event: request.body.toString() || '{}',
    folder,
    workspaceRoot,
    reroute: { host, port: Number(port), localPort: postgres.port },
    environment: {
      ...variables,
      ...{ AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'eu-north-1' },
      ...{ AWS_ACCESS_KEY_ID: 'database-function', AWS_SECRET_ACCESS_KEY: 'local' },
      // The runtime's own file of authorities is not on this machine, nor did any of those sign for it.
      NODE_EXTRA_CA_CERTS: authorities,
    },
  });
  if ('result' in end) return { ...jsonAnswer({}), body: Buffer.from(end.result) };
  const answer = jsonAnswer(end.error);
  return { ...answer, headers: { ...answer.headers, 'x-amz-function-error': 'Unhandled' } };
}
