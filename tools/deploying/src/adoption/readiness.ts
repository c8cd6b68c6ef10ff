import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Part } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { PlatformFacts } from '../look/platform-facts';
import { ReleaseRecord } from '../releases/release-record';
import { ServiceStatuses } from '../status/service-status';
import { SiteStatuses } from '../status/site-status';
import { hasCertificateFor } from './gateway-certificates';

/** Why people who ask for a host would not be answered by the part of an application that it is to lead to; nothing where they would. */
export async function whyNotReady(account: Account, part: Part, host: string): Promise<string[]> {
  return part.kind === 'site' ? whySiteIsNot(account, part) : whyServiceIsNot(account, part, host);
}

async function whyServiceIsNot(account: Account, part: Part, host: string): Promise<string[]> {
  const [status, release, isCertified] = await Promise.all([
    new ServiceStatuses(account).of(part),
    part.release === undefined ? undefined : new ReleaseRecord(account, part.release).current(),
    isCertifiedAtGateway(account, part, host),
  ]);
  if (!status.isDeployed) return [`${part.name} is not deployed`];
  return [
    ...(part.release !== undefined && release === undefined
      ? [`${part.name} has no release: no task of it runs. Release it first`]
      : []),
    ...(status.health?.healthy || status.isStandIn
      ? []
      : [`no task of ${part.name} is healthy at the gateway. nx status says why`]),
    ...(isCertified
      ? []
      : [`the gateway has no issued certificate for ${host}. nx deploy platform makes it`]),
  ];
}

async function isCertifiedAtGateway(
  account: Account,
  { clusterParameter }: Part,
  host: string,
): Promise<boolean> {
  const parameter = clusterParameter?.replace(/cluster-arn$/, 'https-listener-arn');
  const listener = await new PlatformFacts(account).value(parameter);
  return listener !== undefined && hasCertificateFor(account, listener, host);
}

/** A distribution is not made before its certificate is issued, so that nobody need ask for that. */
async function whySiteIsNot(account: Account, part: Part): Promise<string[]> {
  const { isDeployed, isEnabled, state } = await new SiteStatuses(account).of(part);
  if (!isDeployed) return [`${part.name} is not deployed`];
  return [
    ...(isEnabled ? [] : [`the distribution of ${part.name} is disabled`]),
    ...(state === 'Deployed'
      ? []
      : [`the distribution of ${part.name} is not everywhere yet. Wait some minutes`]),
    ...((await hasFiles(account, part.bucket))
      ? []
      : [`${part.bucket} holds no file. Upload the site first`]),
  ];
}

async function hasFiles(account: Account, Bucket = ''): Promise<boolean> {
  const s3 = new S3Client(clientConfig(account));
  const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 1 }));
  return KeyCount > 0;
}
