import { promises as dns } from 'node:dns';
import {
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { HostRecords } from '@dotkom/stack/adoption';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { allDistributions } from '../look/distributions';
import { namesIn } from './targets';

/** The names that records lead to and that nothing has any more: whoever was led there would find nobody. */
export async function goneTargets(account: Account, records: HostRecords): Promise<string[]> {
  const gone: string[] = [];
  for (const name of namesIn(records)) if (!(await isThere(account, name))) gone.push(name);
  return gone;
}

/** What the account has is there; of others, DNS says it, and only a plain no counts. */
async function isThere(account: Account, name: string): Promise<boolean> {
  if (await isInAccount(account, name)) return true;
  return account.isLocal ? !isOfAws(name) : isInDns(name);
}

function isOfAws(name: string): boolean {
  return /\.(elb\.amazonaws\.com|cloudfront\.net)$/.test(name);
}

async function isInAccount(account: Account, name: string): Promise<boolean> {
  if (name.endsWith('.cloudfront.net')) {
    const distributions = await allDistributions(account);
    return distributions.some(({ DomainName }) => DomainName?.toLowerCase() === name);
  }
  if (!name.endsWith('.elb.amazonaws.com')) return false;
  const client = new ElasticLoadBalancingV2Client(clientConfig(account));
  const bare = name.replace(/^dualstack\./, '');
  for await (const { LoadBalancers = [] } of paginateDescribeLoadBalancers({ client }, {})) {
    if (LoadBalancers.some(({ DNSName }) => DNSName?.toLowerCase() === bare)) return true;
  }
  return false;
}

async function isInDns(name: string): Promise<boolean> {
  const answers = await Promise.allSettled([dns.resolve4(name), dns.resolve6(name)]);
  const isNo = (answer: PromiseSettledResult<unknown>) =>
    answer.status === 'rejected' &&
    ['ENOTFOUND', 'ENODATA'].includes((answer.reason as NodeJS.ErrnoException).code ?? '');
  return !answers.every(isNo);
}
