import { DistributionSummary } from '@aws-sdk/client-cloudfront';
import { Part } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { allDistributions } from '../look/distributions';

/** How a static site is. */
export interface SiteStatus {
  readonly isDeployed: boolean;
  /** `Deployed` once every edge of CloudFront has the newest settings, before that `InProgress`. */
  readonly state?: string;
  readonly isEnabled: boolean;
  /** What a workflow that uploads has to name: the bucket, and the id of the distribution. */
  readonly bucket?: string;
  readonly distribution?: string;
}

/** Asks CloudFront how sites are. */
export class SiteStatuses {
  private readonly account: Account;
  private asked?: Promise<DistributionSummary[]>;

  constructor(account: Account) {
    this.account = account;
  }

  async of(part: Part): Promise<SiteStatus> {
    const found = await this.distributionOf(part);
    return {
      isDeployed: found !== undefined,
      state: found?.Status,
      isEnabled: found?.Enabled ?? false,
      bucket: part.bucket,
      distribution: found?.Id,
    };
  }

  /** The distribution of a site, known by its comment: a host that is held is another one's. */
  async distributionOf({ distribution }: Part): Promise<DistributionSummary | undefined> {
    this.asked ??= allDistributions(this.account);
    return (await this.asked).find(({ Comment }) => Comment === distribution);
  }
}
