import { AssociateAliasCommand, CloudFrontClient } from '@aws-sdk/client-cloudfront';
import { AdoptedHost, distributionsBefore } from '@dotkom/stack/adoption';
import { Part, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';
import { clientConfig } from '../account/clients';
import { allDistributions } from '../look/distributions';
import { SiteStatuses } from '../status/site-status';
import { aliasNotMoved } from './errors';
import { recordsOf } from './moves-host';

/** A host of a site that goes to its own distribution, or back to the one before. */
interface MovedAlias {
  readonly stack: SynthesisedStack;
  readonly host: string;
  readonly part: Part;
  readonly adopted: AdoptedHost;
  readonly to: AdoptedHost['is'];
}

/**
 * Gives a host to another distribution, where two have to do with it: a name is the alias of one at a time, and answered by that
 * one whichever of them DNS leads to. CloudFront moves it in one step, and at no moment does nobody have it.
 *
 * @throws UserError when CloudFront refuses.
 */
export async function moveAlias(
  account: Account,
  { stack, host, part, adopted, to }: MovedAlias,
): Promise<void> {
  const names = distributionsBefore(adopted);
  if (part.kind !== 'site' || names.length === 0) return;
  const all = await allDistributions(account);
  const before = all.find(({ DomainName = '' }) => names.includes(DomainName.toLowerCase()));
  const own = await new SiteStatuses(account).distributionOf(part);
  const target = to === 'flipped' ? own : before;
  if (to === 'held' && !before) throw aliasNotMoved(host, 'the one that had it is of another account');
  if (!target || target.Aliases?.Items?.includes(host)) return;
  const client = new CloudFrontClient(clientConfig(account));
  try {
    await client.send(new AssociateAliasCommand({ TargetDistributionId: target.Id, Alias: host }));
  } catch (error) {
    const isProved = recordsOf([stack], `_${host}`).size > 0;
    throw aliasNotMoved(host, (error as Error).message, { isProved });
  }
}
