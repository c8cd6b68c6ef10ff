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
  { ssm, secretsManager }: Pick<Clients, 'ssm' | 'secretsManager'>,
  { secrets = [] }: ContainerDefinition,
): Promise<Record<string, string>> {
  const pairs = secrets.map(({ name = '', valueFrom = '' }) => ({ name, valueFrom }));
  const found = await Promise.all(
    pairs.map(async ({ name, valueFrom }): Promise<[string, string]> => {
      if (!valueFrom.includes(':secretsmanager:')) return [name, await parameter(ssm, valueFrom)];
      const [SecretId = '', key] = splitKey(valueFrom);
      const { SecretString = '' } = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
      return [name, key ? String(JSON.parse(SecretString)[key]) : SecretString];
    }),
  );
  return Object.fromEntries(found);
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

/** `<arn>:<key of its JSON>::` names one value of a secret. */
function splitKey(valueFrom: string): string[] {
  const parts = valueFrom.split(':');
  return [parts.slice(0, 7).join(':'), parts[7] ?? ''];
}
