import {
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListOpenIDConnectProvidersCommand,
  paginateListPolicies,
  paginateListRoles,
} from '@aws-sdk/client-iam';
import { byKey, Existing } from '../../adoption/whose';
import { Check } from '../check';
import { preflightConfig } from '../clients';
import { names } from '../estate-needs';
import { isOurs, notOurs } from '../ours';
import { notReady, ready } from '../row';

const rename =
  'Find out whose it is; remove or rename it, or a deploy ends half-way with "EntityAlreadyExists".';

/** Roles and policies that somebody else has given the names that stacks would give theirs. */
export const collidingRoles: Check = {
  what: 'Roles and policies',
  async rows({ account, stacks }) {
    const iam = new IAMClient(preflightConfig(account));
    const foreign: Existing[] = [];
    const roles = new Set(names(stacks, 'aws_iam_role'));
    for await (const { Roles = [] } of paginateListRoles({ client: iam }, {}))
      for (const { RoleName = '' } of Roles.filter(({ RoleName = '' }) => roles.has(RoleName))) {
        const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
        if (!isOurs(Role?.Tags)) foreign.push({ what: `role ${RoleName}`, tags: byKey(Role?.Tags) });
      }
    const policies = new Set(names(stacks, 'aws_iam_policy'));
    for await (const { Policies = [] } of paginateListPolicies({ client: iam }, { Scope: 'Local' }))
      for (const { Arn, PolicyName = '' } of Policies.filter(({ PolicyName = '' }) =>
        policies.has(PolicyName),
      )) {
        const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: Arn }));
        if (!isOurs(Policy?.Tags)) foreign.push({ what: `policy ${PolicyName}`, tags: byKey(Policy?.Tags) });
      }
    if (foreign.length > 0) return foreign.map((each) => notOurs(each, rename));
    return [ready('Roles and policies', `none of ${roles.size + policies.size} names is taken by others`)];
  },
};

/** An account has at most one provider for GitHub, and one that is there has to be adopted by name. */
export const githubProvider: Check = {
  what: "GitHub's OIDC provider",
  async rows({ account, stacks }) {
    const urls = names(stacks, 'aws_iam_openid_connect_provider', 'url');
    const iam = new IAMClient(preflightConfig(account));
    const { OpenIDConnectProviderList = [] } = await iam.send(new ListOpenIDConnectProvidersCommand({}));
    const rows = [];
    for (const host of urls.map((url) => url.replace('https://', ''))) {
      const [there] = OpenIDConnectProviderList.filter(({ Arn = '' }) => Arn.endsWith(`/${host}`));
      rows.push(
        there
          ? await adopted(iam, there.Arn, account.env)
          : ready(this.what, 'not there yet: bootstrap makes it'),
      );
    }
    return rows;
  },
};

async function adopted(iam: IAMClient, OpenIDConnectProviderArn = '', env: NodeJS.ProcessEnv) {
  const what = githubProvider.what;
  const { Tags } = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
  if (isOurs(Tags)) return ready(what, 'made by bootstrap');
  if (env.TF_VAR_github_provider_exists === 'true') return ready(what, 'exists: bootstrap will adopt it');
  return notReady(
    what,
    `exists (${OpenIDConnectProviderArn}), and no state of ours holds it`,
    'Set TF_VAR_github_provider_exists=true for the first diff and deploy of bootstrap, which adopt it then.',
  );
}
