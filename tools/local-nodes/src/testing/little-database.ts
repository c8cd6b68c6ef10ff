import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateDBInstanceCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { databaseWishParameter, databaseWishPath, DatabaseWish } from '@dotkom/platform/contract/conventions';
import { buildSync } from 'esbuild';
import { zipSync } from 'fflate';
import { join } from 'node:path';
import { configOf } from './little-estate';

const reconciler = join(__dirname, '../../../../libs/platform/src/database/reconciler/handler.ts');

/** The function of libs/platform that makes databases, bundled as it is there. */
function functionZip(): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [reconciler],
    ...{ bundle: true, write: false, platform: 'node', format: 'cjs', external: ['@aws-sdk/*', 'pg-native'] },
  });
  return zipSync({ 'index.js': outputFiles[0]!.contents });
}

/** Makes a database instance, and the function by which applications get databases in it; gives the instance's host. */
export async function deployDatabase(endpoint: string): Promise<string> {
  const config = configOf(endpoint);
  const rds = new RDSClient(config);
  await rds.send(
    new CreateDBInstanceCommand({
      ...{ DBInstanceIdentifier: 'platform-prod', Engine: 'postgres', EngineVersion: '17' },
      ...{ DBInstanceClass: 'db.t4g.small', MasterUsername: 'platform', ManageMasterUserPassword: true },
      AllocatedStorage: 20,
    }),
  );
  const { DBInstances: [instance] = [] } = await rds.send(new DescribeDBInstancesCommand({}));
  const host = instance?.Endpoint?.Address ?? '';
  const { Role } = await new IAMClient(config).send(
    new CreateRoleCommand({ RoleName: 'databases', AssumeRolePolicyDocument: '{}' }),
  );
  await new LambdaClient(config).send(
    new CreateFunctionCommand({
      ...{ FunctionName: 'platform-prod-databases', Role: Role?.Arn, Runtime: 'nodejs22.x' },
      ...{ Handler: 'index.handler', Timeout: 120, Code: { ZipFile: functionZip() } },
      Environment: {
        Variables: {
          DATABASE_HOST: host,
          DATABASE_PORT: '5432',
          MASTER_SECRET_ARN: instance?.MasterUserSecret?.SecretArn ?? '',
          WISHES_PATH: databaseWishPath('prod'),
          NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
        },
      },
    }),
  );
  return host;
}

/** Wishes for the database of the application `grades` in prod, as its stack does; gives the function's answer. */
export async function wishForDatabase(endpoint: string, wish: DatabaseWish): Promise<unknown> {
  const owner = { application: 'grades', environment: 'prod' };
  await new SSMClient(configOf(endpoint)).send(
    new PutParameterCommand({
      ...{ Name: databaseWishParameter('prod', owner), Type: 'String', Value: JSON.stringify(wish) },
    }),
  );
  const { Payload } = await new LambdaClient(configOf(endpoint)).send(
    new InvokeCommand({ FunctionName: 'platform-prod-databases', Payload: JSON.stringify(owner) }),
  );
  return JSON.parse(Buffer.from(Payload ?? []).toString());
}
