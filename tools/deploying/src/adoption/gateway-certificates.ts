import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeListenerCertificates,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';

/** Whether a listener has a certificate for a host that is issued: without one, browsers refuse what it answers. */
export async function hasCertificateFor(
  account: Account,
  ListenerArn: string,
  host: string,
): Promise<boolean> {
  const acm = new ACMClient(clientConfig(account));
  const client = new ElasticLoadBalancingV2Client(clientConfig(account));
  for await (const { Certificates = [] } of paginateDescribeListenerCertificates(
    { client },
    { ListenerArn },
  )) {
    for (const { CertificateArn } of Certificates) {
      const { Certificate } = await acm.send(new DescribeCertificateCommand({ CertificateArn }));
      const names = [Certificate?.DomainName ?? '', ...(Certificate?.SubjectAlternativeNames ?? [])];
      if (Certificate?.Status === 'ISSUED' && names.some((name) => covers(name, host))) return true;
    }
  }
  return false;
}

/** A wildcard stands for one label. */
function covers(name: string, host: string): boolean {
  return name.startsWith('*.') ? host.slice(host.indexOf('.') + 1) === name.slice(2) : name === host;
}
