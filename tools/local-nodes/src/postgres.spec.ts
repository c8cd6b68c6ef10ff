import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateDBInstanceCommand, DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { startLocalAws, stopLocalAws } from '@dotkom/local-aws';
import { buildSync } from 'esbuild';
import { zipSync } from 'fflate';
import { Client } from 'pg';
import { attachmentFile } from './attachment-file';
import { readNodes } from './record';

jest.setTimeout(180_000);

const workspaceRoot = join(__dirname, '..', '..', '..');
const dir = mkdtempSync(join(tmpdir(), 'local-nodes-postgres-'));
process.env['CONTAINER_ENGINE'] = 'none';

/** The function of libs/platform, bundled as it is there. */
function functionZip(): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [join(workspaceRoot, 'libs/platform/src/database/reconciler/handler.ts')],
    ...{ bundle: true, write: false, platform: 'node', format: 'cjs', external: ['@aws-sdk/*', 'pg-native'] },
  });
  return zipSync({ 'index.js': outputFiles[0]!.contents });
}

afterAll(async () => {
  await stopLocalAws({ workspaceRoot, dir });
  rmSync(dir, { recursive: true, force: true });
});

describe('a database instance', () => {
  it('is a PostgreSQL in which the function that is deployed makes databases', async () => {
    const { endpoint } = await startLocalAws({
      workspaceRoot,
      dir,
      attachment: attachmentFile,
      attachmentOptions: { gatewayPort: '0' },
    });
    const config = {
      endpoint,
      region: 'eu-north-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    const rds = new RDSClient(config);
    await rds.send(
      new CreateDBInstanceCommand({
        ...{
          DBInstanceIdentifier: 'platform-prod',
          Engine: 'postgres',
          EngineVersion: '17',
          DBInstanceClass: 'db.t4g.small',
        },
        ...{ MasterUsername: 'platform', ManageMasterUserPassword: true, AllocatedStorage: 20 },
      }),
    );
    const { DBInstances: [instance] = [] } = await rds.send(new DescribeDBInstancesCommand({}));
    const ssm = new SSMClient(config);
    await ssm.send(
      new PutParameterCommand({
        Name: '/databases/prod/grades/prod',
        Type: 'String',
        Value: '{"connections": 5}',
      }),
    );
    const { Role } = await new IAMClient(config).send(
      new CreateRoleCommand({ RoleName: 'databases', AssumeRolePolicyDocument: '{}' }),
    );
    const lambda = new LambdaClient(config);
    await lambda.send(
      new CreateFunctionCommand({
        ...{
          FunctionName: 'platform-prod-databases',
          Role: Role?.Arn,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
        },
        Timeout: 120,
        Code: { ZipFile: functionZip() },
        Environment: {
          Variables: {
            DATABASE_HOST: instance?.Endpoint?.Address ?? '',
            DATABASE_PORT: '5432',
            MASTER_SECRET_ARN: instance?.MasterUserSecret?.SecretArn ?? '',
            WISHES_PATH: '/databases/prod',
            NODE_EXTRA_CA_CERTS: '/var/runtime/ca-cert.pem',
          },
        },
      }),
    );
    const Payload = JSON.stringify({ application: 'grades', environment: 'prod' });
    const invoked = await lambda.send(
      new InvokeCommand({ FunctionName: 'platform-prod-databases', Payload }),
    );
    expect(JSON.parse(Buffer.from(invoked.Payload ?? []).toString())).toEqual({ databases: ['grades_prod'] });

    const { Parameter } = await ssm.send(
      new GetParameterCommand({ Name: '/secrets/grades/prod/DATABASE_URL', WithDecryption: true }),
    );
    const url = new URL(Parameter?.Value ?? '');
    expect(url.hostname).toBe(instance?.Endpoint?.Address);
    const login = { host: '127.0.0.1', port: readNodes(dir)!.postgres?.port, user: url.username };
    const client = new Client({
      ...login,
      ...{ password: url.password, database: url.pathname.slice(1), ssl: { rejectUnauthorized: false } },
    });
    await client.connect();
    const { rows } = await client.query('SELECT current_user, current_setting($1) AS ssl', ['ssl']);
    expect(rows).toEqual([{ current_user: 'grades_prod', ssl: 'on' }]);
    await client.end();

    const plain = new Client({ ...login, password: url.password, database: 'grades_prod' });
    await expect(plain.connect()).rejects.toThrow(/no encryption/);
  });
});
