import { Fn, TerraformOutput, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { checked, InfraStack } from '@dotkom/stack';
import { RepositoryIds } from './repository-ids';
import { Runs, subjects } from './subjects';

const issuer = 'token.actions.githubusercontent.com';
const audience = 'sts.amazonaws.com';

/**
 * GitHub as the account sees it: who may sign in with a token that GitHub gave a workflow run, so that no key of AWS
 * is kept at GitHub. An account has at most one. AWS checks GitHub's certificate itself, so no thumbprint is pinned.
 * No cost.
 *
 * @example
 * const github = new GithubProvider(this, 'github', repositoryIds);
 * github.trust([{ repository: 'dotkom/infra', occasion: 'pull_request' }]);
 */
export class GithubProvider extends Construct {
  private readonly ids: Readonly<Record<string, RepositoryIds>>;
  private readonly arn: string;

  constructor(scope: Construct, id: string, ids: Readonly<Record<string, RepositoryIds>>) {
    super(scope, id);
    this.ids = ids;
    const provider = new IamOpenidConnectProvider(this, 'provider', {
      url: `https://${issuer}`,
      clientIdList: [audience],
      // AWS writes one down of its own accord where none is given, and uses none.
      lifecycle: { ignoreChanges: ['thumbprint_list'] },
    });
    this.arn = provider.arn;
    this.adoptWhereTold(provider);
    this.sayWhichIdsAreUnknown();
  }

  /** The policy of a role that exactly these runs may assume, as JSON. */
  trust(runs: readonly Runs[]): string {
    const exact = runs.flatMap((each) => checked(this, () => subjects(each, this.ids), []));
    return JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: this.arn },
          Condition: { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: exact } },
        },
      ],
    });
  }

  /** Unlike a role, a provider cannot be looked for without failing where there is none, so a person says it. */
  private adoptWhereTold(provider: IamOpenidConnectProvider): void {
    const stack = InfraStack.of(this);
    const exists = new TerraformVariable(stack, 'github_provider_exists', {
      type: 'bool',
      default: false,
      description: 'Whether the account has a GitHub OIDC provider that no state of ours holds yet.',
    });
    const arn = `arn:aws:iam::${stack.accountId}:oidc-provider/${issuer}`;
    const found = Fn.conditional(exists.booleanValue, Fn.toset([arn]), Fn.toset([]));
    stack.adoptIfThere(provider, `${found}`);
  }

  private sayWhichIdsAreUnknown(): void {
    const repositories = Object.keys(this.ids).filter((repository) => this.ids[repository] === 'unknown');
    new TerraformOutput(InfraStack.of(this), 'repositories_without_ids', {
      value: repositories,
      description:
        'Repositories that are trusted by their names alone, because their numbers are unknown: ' +
        'apps/bootstrap/src/github/repository-ids.ts says how to look them up.',
    });
  }
}
