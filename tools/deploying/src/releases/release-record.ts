import {
  GetParameterCommand,
  GetParameterHistoryCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** A digest that was recorded, with when and by whom. */
export interface Released {
  readonly digest: string;
  readonly at?: Date;
  /** Who recorded it, by role and session or by user: `ci-release-grades-prod/GitHubActions`. */
  readonly by?: string;
}

/** Which digests a service has run, the one it runs now last. AWS remembers the last hundred. */
export class ReleaseRecord {
  readonly parameter: string;
  private readonly ssm: SSMClient;

  /** @param service as `<application>/<environment>/<service>`. */
  constructor(account: Account, service: string) {
    this.parameter = `/releases/${service}`;
    this.ssm = new SSMClient(clientConfig(account));
  }

  /** The digest that is released, or that there is none yet. */
  async current(): Promise<string | undefined> {
    try {
      const { Parameter } = await this.ssm.send(new GetParameterCommand({ Name: this.parameter }));
      return Parameter?.Value;
    } catch (error) {
      if (error instanceof ParameterNotFound) return undefined;
      throw error;
    }
  }

  /**
   * The digest that ran before the current one. A release that was taken back does not count, nor does one that was
   * rolled back: whoever goes back twice goes back further.
   */
  async previous(): Promise<string | undefined> {
    const ran: string[] = [];
    for (const { digest } of await this.history()) {
      if (digest === ran.at(-1)) continue;
      if (digest === ran.at(-2)) ran.pop();
      else ran.push(digest);
    }
    return ran.at(-2);
  }

  async record(digest: string): Promise<void> {
    await this.ssm.send(
      new PutParameterCommand({ Name: this.parameter, Type: 'String', Value: digest, Overwrite: true }),
    );
  }

  /** Every release that AWS remembers, the newest last; none while nothing was released. */
  async history(): Promise<Released[]> {
    const releases: Released[] = [];
    let next: string | undefined;
    try {
      do {
        const { Parameters = [], NextToken } = await this.ssm.send(
          new GetParameterHistoryCommand({ Name: this.parameter, NextToken: next }),
        );
        releases.push(
          ...Parameters.map(({ Value = '', LastModifiedDate, LastModifiedUser }) => ({
            digest: Value,
            at: LastModifiedDate,
            by: nameOf(LastModifiedUser),
          })),
        );
        next = NextToken;
      } while (next);
    } catch (error) {
      if (!(error instanceof ParameterNotFound)) throw error;
    }
    return releases;
  }
}

/** Somebody by the end of their ARN: the account is no news. Nobody where there is none, as on the AWS of this machine. */
function nameOf(arn = ''): string | undefined {
  if (!arn.startsWith('arn:')) return undefined;
  return arn.replace(/^arn:aws:(iam|sts)::\d*:(user|assumed-role)?\/?/, '');
}
