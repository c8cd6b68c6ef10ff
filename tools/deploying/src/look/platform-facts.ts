import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** What platforms say of themselves, each asked once. */
export class PlatformFacts {
  private readonly ssm: SSMClient;
  private readonly known = new Map<string, Promise<string | undefined>>();

  constructor(account: Account) {
    this.ssm = new SSMClient(clientConfig(account));
  }

  /** A fact by its parameter, such as `/platform/prod/cluster-arn`; nothing while there is no such platform. */
  async value(parameter: string | undefined): Promise<string | undefined> {
    if (parameter === undefined) return undefined;
    const asked = this.known.get(parameter) ?? this.ask(parameter);
    this.known.set(parameter, asked);
    return asked;
  }

  private async ask(Name: string): Promise<string | undefined> {
    try {
      return (await this.ssm.send(new GetParameterCommand({ Name }))).Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }
}
