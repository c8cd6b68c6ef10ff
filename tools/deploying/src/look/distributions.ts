import { CloudFrontClient, DistributionSummary, ListDistributionsCommand } from '@aws-sdk/client-cloudfront';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** Every distribution of an account. */
export async function allDistributions(account: Account): Promise<DistributionSummary[]> {
  const cloudFront = new CloudFrontClient(clientConfig(account));
  const found: DistributionSummary[] = [];
  let Marker: string | undefined;
  do {
    const { DistributionList } = await cloudFront.send(new ListDistributionsCommand({ Marker }));
    found.push(...(DistributionList?.Items ?? []));
    Marker = DistributionList?.IsTruncated ? DistributionList.NextMarker : undefined;
  } while (Marker);
  return found;
}
