import { ApplicationStack, Database, OneOffTask, WebService } from '@dotkom/service';
import { auth0, auth0Client } from './auth0';
import { telemetry } from './telemetry';

export interface RpcProps {
  readonly domain: string;
  readonly bucketName: string;
  readonly emailQueueUrl: string;
}

/** The API, and the migration of its database before each of its deploys. */
export function createRpc(
  stack: ApplicationStack,
  { domain, bucketName, emailQueueUrl }: RpcProps,
): WebService {
  const { environment } = stack;
  const { secrets, settings } = telemetry(environment, 'rpc');
  const host = `rpc.${domain}`;
  const database = new Database(stack, 'database', {
    connections: environment.pick({ prod: 21, staging: 11 }),
    client: 'node-postgres',
    authorities: '/app/packages/db/eu-north-1-bundle.pem',
  });

  const rpc = new WebService(stack, 'rpc', {
    host,
    port: 4444,
    healthCheck: '/health',
    startPeriod: '2 minutes',
    cpu: environment.pick({ prod: '1 vCPU', staging: '0.25 vCPU' }),
    memory: environment.pick({ prod: '1024 MiB', staging: '256 MiB' }),
    user: '1001',
    rolling: environment.pick({ prod: {}, staging: { minimumHealthyPercent: 0, maximumPercent: 100 } }),
    database,
    secrets: [
      ...secrets,
      ...auth0Client('rpc'),
      ...['AUTH0_WEB_CLIENT_ID', 'AUTH0_WEB_CLIENT_SECRET', 'AUTH0_MGMT_TENANT'],
      ...['TURNSTILE_SECRET_KEY', 'STRIPE_SECRET_KEY'],
      // Only prod changes groups in Google Workspace and writes the companies' interest to a sheet.
      ...environment.pick<string[]>({
        prod: [
          ...['WORKSPACE_SERVICE_ACCOUNT', 'WORKSPACE_USER_ACCOUNT_EMAIL'],
          ...['RIF_SERVICE_ACCOUNT', 'RIF_SPREADSHEET_ID'],
        ],
        staging: [],
      }),
    ],
    environment: {
      ...settings,
      ...auth0(environment),
      WEB_PUBLIC_ORIGIN: `https://${domain}`,
      ALLOWED_ORIGINS: `https://${domain},https://dashboard.${domain}`,
      STRIPE_WEBHOOK_HOST: `https://${host}`,
      STRIPE_WEBHOOK_IDENTIFIER: environment.pick({ prod: 'prd', staging: 'stg' }),
      AWS_S3_BUCKET: bucketName,
      EMAIL_AWS_SQS_QUEUE_URL: emailQueueUrl,
    },
  });
  new OneOffTask(stack, 'migration', {
    before: [rpc],
    cpu: '0.25 vCPU',
    memory: '512 MiB',
    user: '1001',
    database: { from: database, pool: 1 },
  });
  return rpc;
}
