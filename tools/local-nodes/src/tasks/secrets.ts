import { ContainerDefinition } from '@aws-sdk/client-ecs';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetParametersCommand } from '@aws-sdk/client-ssm';
import { Clients } from '../clients';

/**
 * The secrets of a container, fetched as the ECS agent fetches them: by ARN from SSM, or from Secrets Manager.
 *
 * @throws Error in the words of the agent when one is not there.
 */
export async function fetchSecrets(
  clients: Pick<Clients, 'ssm' | 'secretsManager'>,
  { secrets = [] }: ContainerDefinition,
): Promise<Record<string, string>> {
  const found = secrets.map(async ({ name = '', valueFrom = '' }) => [
    name,
    await valueAt(clients, valueFrom),
  ]);
  return Object.fromEntries(await Promise.all(found));
}

async function valueAt(
  { ssm, secretsManager }: Pick<Clients, 'ssm' | 'secretsManager'>,
  valueFrom: string,
): Promise<string> {
  if (!valueFrom.includes(':secretsmanager:')) return parameter(ssm, valueFrom);
  // `<arn>:<key of its JSON>::` names one value of a secret.
  const parts = valueFrom.split(':');
  const [SecretId, key] = [parts.slice(0, 7).join(':'), parts[7]];
  const { SecretString = '' } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
  return key ? String(JSON.parse(SecretString)[key]) : SecretString;
}

async function parameter(ssm: Clients['ssm'], valueFrom: string): Promise<string> {
  const name = valueFrom.replace(/^arn:aws:ssm:[^:]*:\d*:parameter/, '');
  const { Parameters = [] } = await ssm.send(
    new GetParametersCommand({ Names: [name], WithDecryption: true }),
  );
  const value = Parameters[0]?.Value;
  if (value === undefined) {
    throw new Error(`unable to retrieve secrets from ssm: invalid parameters: ${name}`);
  }
  return value;
}
