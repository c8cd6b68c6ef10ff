import { DescribeParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { randomBytes } from 'node:crypto';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** What one question to AWS may name. */
const mostNames = 50;

/** The secrets of an account: which there are, never what they hold. */
export class SecretStore {
  private readonly ssm: SSMClient;

  constructor(account: Account) {
    this.ssm = new SSMClient(clientConfig(account));
  }

  /** Which of these parameters exist, with the time of the last change. Reads no value. */
  async existing(parameters: readonly string[]): Promise<Map<string, Date | undefined>> {
    const found = new Map<string, Date | undefined>();
    for (let first = 0; first < parameters.length; first += mostNames) {
      let next: string | undefined;
      do {
        const { Parameters = [], NextToken } = await this.ssm.send(
          new DescribeParametersCommand({
            ParameterFilters: [
              { Key: 'Name', Option: 'Equals', Values: parameters.slice(first, first + mostNames) },
            ],
            NextToken: next,
          }),
        );
        for (const { Name = '', LastModifiedDate } of Parameters) found.set(Name, LastModifiedDate);
        next = NextToken;
      } while (next);
    }
    return found;
  }

  /** Sets a secret, encrypted with the account's own key. No monthly cost. */
  async set(parameter: string, value: string): Promise<void> {
    await this.ssm.send(
      new PutParameterCommand({ Name: parameter, Type: 'SecureString', Value: value, Overwrite: true }),
    );
  }
}

/** A value that nobody has to know: 256 random bits. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
