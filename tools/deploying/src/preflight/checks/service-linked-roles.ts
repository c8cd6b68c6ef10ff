import { IAMClient, paginateListRoles } from '@aws-sdk/client-iam';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { names } from '../estate-needs';
import { notReady, ready } from '../row';

/** The roles by which services of AWS act in the account: without them its first cluster fails. */
export const serviceLinkedRoles: Check = {
  what: 'Roles of AWS services',
  async rows({ account, estate }) {
    const iam = new IAMClient(preflightConfig(account));
    const services = names(estate, 'aws_iam_service_linked_role', 'aws_service_name');
    const there = new Set<string>();
    for await (const { Roles = [] } of paginateListRoles(
      { client: iam },
      { PathPrefix: '/aws-service-role/' },
    ))
      for (const { Path = '' } of Roles) there.add(Path.split('/')[2] ?? '');
    const missing = services.filter((each) => !there.has(each));
    if (missing.length === 0) return [ready(this.what, services.join(', '))];
    return [
      notReady(
        this.what,
        `not there for ${missing.join(', ')}`,
        'Deploy bootstrap, which makes or adopts them.',
      ),
    ];
  },
};
