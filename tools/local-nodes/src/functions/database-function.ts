import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsAnswer, AwsRequest, Gap, jsonAnswer, jsonOf, text } from '@dotkom/local-aws';
import { Authority } from '../network/authority';
import { DatabaseInstances } from '../postgres/database-instances';
import { runFunction } from './run-function';

const path = /^\/2015-03-31\/functions(?:\/([^/?]+)(?:\/(code|configuration|invocations))?)?$/;

/** What is deployed of a function. */
interface DeployedFunction {
  zip: Buffer;
  handler: string;
  timeoutSeconds: number;
  environment: Record<string, string>;
}

/**
 * Runs the function that makes databases when it is invoked: the very code that is deployed, against the PostgreSQL
 * behind the database instance. Any other function is left to the local AWS.
 */
export function databaseFunction(of: {
  databases: DatabaseInstances;
  authority: Authority;
  endpoint: string;
  folder: string;
  workspaceRoot: string;
}): Gap {
  const deployed = new Map<string, DeployedFunction>();
  return {
    name: 'Lambda: the function that makes databases',
    reason: 'moto runs functions in containers of its own; this one is needed, and needs a PostgreSQL.',
    handles: (request) => request.service === 'lambda' && path.test(request.url.split('?')[0] ?? ''),
    async fill(request, next) {
      const [, inPath, what] = path.exec(request.url.split('?')[0] ?? '') ?? [];
      const name = inPath && decodeURIComponent(inPath);
      if (what === 'invocations' && name)
        return (await invoke(of, deployed.get(name), request)) ?? next(request);
      const answer = await next(request);
      if (answer.status < 300 && ['POST', 'PUT'].includes(request.method)) remember(deployed, name, request);
      return answer;
    },
  };
}

function remember(
  deployed: Map<string, DeployedFunction>,
  inPath: string | undefined,
  request: AwsRequest,
): void {
  const sent = jsonOf(request);
  const name = inPath ?? text(sent['FunctionName']);
  if (name === undefined) return;
  const before = deployed.get(name);
  const code = text(sent['ZipFile']) ?? text((sent['Code'] as { ZipFile?: string } | undefined)?.ZipFile);
  const variables = (sent['Environment'] as { Variables?: Record<string, string> } | undefined)?.Variables;
  deployed.set(name, {
    zip: code === undefined ? (before?.zip ?? Buffer.alloc(0)) : Buffer.from(code, 'base64'),
    handler: text(sent['Handler']) ?? before?.handler ?? 'index.handler',
    timeoutSeconds: Number(sent['Timeout'] ?? before?.timeoutSeconds ?? 3),
    environment: variables ?? before?.environment ?? {},
  });
}

async function invoke(
  { databases, authority, endpoint, folder, workspaceRoot }: Parameters<typeof databaseFunction>[0],
  deployed: DeployedFunction | undefined,
  request: AwsRequest,
): Promise<AwsAnswer | undefined> {
  const host = deployed?.environment['DATABASE_HOST'];
  const postgres = await databases.postgres;
  if (!deployed || !host || postgres?.host !== host) return undefined;
  mkdirSync(folder, { recursive: true });
  const authorities = join(folder, 'authority.pem');
  writeFileSync(authorities, authority.certificate);
  const end = await runFunction({
    ...deployed,
    event: request.body.toString() || '{}',
    folder,
    workspaceRoot,
    reroute: { host, port: Number(deployed.environment['DATABASE_PORT'] ?? 5432), localPort: postgres.port },
    environment: {
      ...deployed.environment,
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
