import { organisation } from '@dotkom/stack/conventions';
import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { Check, Outside } from '../check';
import { notKnown, notReady, ready, Row } from '../row';

/** A GitHub environment that a role trusts. */
interface Trusted {
  readonly repository: string;
  readonly environment: string;
}

/**
 * The half of a trust that AWS cannot see: a role trusts an environment by its name, GitHub makes one that does not exist,
 * and an environment that is not limited may be used by every branch.
 */
export const githubEnvironments: Check = {
  what: 'GitHub environments',
  async rows({ stacks, outside: { github } }) {
    const trusted = trustedIn(stacks);
    if (!github)
      return [
        notKnown(
          this.what,
          `${trusted.length} are trusted by roles, and there is no token to ask GitHub with`,
          'Put a token that may read the settings of the repositories into GITHUB_TOKEN, as `gh auth token` prints it.',
        ),
      ];
    return environmentRows(stacks, github);
  },
};

/**
 * How every GitHub environment stands that a role of these stacks trusts: whether it is there, and for main alone.
 *
 * @param github a token that may read `actions` of their repositories; of public ones, any may.
 */
export async function environmentRows(
  stacks: readonly SynthesisedStack[],
  github: NonNullable<Outside['github']>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const each of trustedIn(stacks)) rows.push(await environmentRow(each, github));
  return rows;
}

async function environmentRow(
  { repository, environment }: Trusted,
  github: NonNullable<Outside['github']>,
): Promise<Row> {
  const what = `Environment ${environment} of ${repository}`;
  const settings = `https://github.com/${repository}/settings/environments`;
  const path = `/repos/${repository}/environments/${encodeURIComponent(environment)}`;
  const { status, body } = await github(path);
  if (status === 404 && (await github(`/repos/${repository}`)).status === 200)
    return notReady(
      what,
      'not there',
      `Make it before the role that trusts it, at ${settings}: any branch could.`,
    );
  if (status !== 200)
    return notKnown(what, `GitHub answered ${status}`, 'Look whether the token may read it.');
  // The application's own staging is as its team likes.
  if (repository !== organisation.repository && environment.endsWith('-staging')) return ready(what, 'there');
  const branches = await branchesOf(body, path, github);
  if (branches.join() === 'main') return ready(what, 'there, for main alone');
  const found = branches.length === 0 ? 'every branch may use it' : `${branches.join(', ')} may use it`;
  return notReady(what, found, `Limit its deployment branches to main, at ${settings}.`);
}

/** The patterns of branches that may use an environment; none where all may. */
async function branchesOf(
  { deployment_branch_policy: limits }: { deployment_branch_policy?: { protected_branches: boolean } | null },
  path: string,
  github: NonNullable<Outside['github']>,
): Promise<string[]> {
  if (!limits) return [];
  if (limits.protected_branches) return ['every protected branch'];
  const { body } = await github(`${path}/deployment-branch-policies`);
  return (body.branch_policies ?? []).map(({ name, type }: { name: string; type?: string }) =>
    type === 'tag' ? `tag ${name}` : name,
  );
}

/** Read from the trust of roles: what AWS believes is what is asked for. */
function trustedIn(stacks: readonly SynthesisedStack[]): Trusted[] {
  const trusts = stacks
    .flatMap((stack) => resourcesOf(stack, 'aws_iam_role'))
    .map(({ config }) => config.assume_role_policy);
  const found = trusts.flatMap((trust) => [
    ...String(trust).matchAll(/"repo:([^":@]+):environment:([^":]+)"/g),
  ]);
  const unique = new Map(
    found.map(([subject, repository = '', environment = '']) => [subject, { repository, environment }]),
  );
  return [...unique.values()];
}
