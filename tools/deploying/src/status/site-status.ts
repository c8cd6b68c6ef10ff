import { CloudFrontClient, DistributionSummary, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { Part } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** How a static site is. */
export interface SiteStatus {
  readonly isDeployed: boolean;
  /** `Deployed` once every edge of CloudFront has the newest settings, before that `InProgress`. */
  readonly state?: string;
  readonly isEnabled: boolean;
}

/** Asks CloudFront how sites are, by the hosts that lead to them. */
export class SiteStatuses {
  private readonly cloudFront: CloudFrontClient;
  private asked?: Promise<DistributionSummary[]>;

  constructor(account: Account) {
    this.cloudFront = new CloudFrontClient(clientConfig(account));
  }

  async of({ hosts: [host] }: Part): Promise<SiteStatus> {
    this.asked ??= this.distributions();
    const found = (await this.asked).find(({ Aliases }) => host && Aliases?.Items?.includes(host));
    return { isDeployed: found !== undefined, state: found?.Status, isEnabled: found?.Enabled ?? false };
  }

  private async distributions(): Promise<DistributionSummary[]> {
    const found: DistributionSummary[] = [];
    let Marker: string | undefined;
    do {
      const { DistributionList } = await this.cloudFront.send(new ListDistributionsCommand({ Marker }));
      found.push(...(DistributionList?.Items ?? []));
      Marker = DistributionList?.IsTruncated ? DistributionList.NextMarker : undefined;
    } while (Marker);
    return found;
  }
}
