import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  GetParameterCommand,
  GetParametersByPathCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { DatabaseOwner } from '../../contract/databases';
import { reconcile, Secrets } from './reconcile';
import { Login, Server } from './server';
import { checkedOwner, Parameter, readWishes } from './wishes';

/**
 * The function in AWS: what it is asked for, and where it finds what it needs. Asked for nothing, it sees to every
 * database, as it does each night.
 */
export async function handler(event: Partial<DatabaseOwner> = {}): Promise<{ databases: string[] }> {
  const { application, environment } = event;
  const all = application === undefined && environment === undefined;
  const databases = await reconcile({
    server: theServer(),
    master: await readMaster(),
    secrets: secretsOfApplications,
    ...readWishes(await readParameters()),
    only: all ? undefined : checkedOwner({ application: application ?? '', environment: environment ?? '' }),
  });
  return { databases };
}

const ssm = new SSMClient({});
const secretsManager = new SecretsManagerClient({});

function theServer(): Server {
  // The authority that signed the server's certificate is among those of NODE_EXTRA_CA_CERTS.
  return {
    host: variable('DATABASE_HOST'),
    port: Number(variable('DATABASE_PORT')),
    ssl: { rejectUnauthorized: true },
  };
}

async function readMaster(): Promise<Pick<Login, 'user' | 'password'>> {
  const { SecretString = '' } = await secretsManager.send(
    new GetSecretValueCommand({ SecretId: variable('MASTER_SECRET_ARN') }),
  );
  const { username: user, password } = JSON.parse(SecretString);
  return { user, password };
}

async function readParameters(): Promise<Parameter[]> {
  const parameters: Parameter[] = [];
  let NextToken: string | undefined;
  do {
    const page = await ssm.send(
      new GetParametersByPathCommand({ Path: variable('WISHES_PATH'), Recursive: true, NextToken }),
    );
    for (const { Name: name = '', Value: value = '' } of page.Parameters ?? [])
      parameters.push({ name, value });
    NextToken = page.NextToken;
  } while (NextToken);
  return parameters;
}

const secretsOfApplications: Secrets = {
  async read(name) {
    try {
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  },
  async write(name, value) {
    await ssm.send(
      new PutParameterCommand({
        Name: name,
        Value: value,
        Type: 'SecureString',
        Overwrite: true,
        Description: 'How the application reaches its database, with the password. Written by the platform.',
      }),
    );
  },
};

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The function's environment variable ${name} is not set.`);
  return value;
}
