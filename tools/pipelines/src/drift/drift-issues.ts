import { organisation } from '@dotkom/stack/conventions';
import { KeptState, PlanResult } from '@dotkom/deploying';
import { Row } from '@dotkom/deploying/preflight';
import { fenced, shortened } from '../github/markdown';
import { StackInCode } from './stacks-in-code';

/** The one issue that a stack may have. */
export interface StackIssue {
  readonly stack: string;
  readonly title: string;
  readonly body: string;
}

/** What is deployed is not what the code says. */
export function drifted({ stack, project, owner, summary }: PlanResult): StackIssue {
  return issue(stack, 'Drift', [
    `${team(owner)}: what is deployed of \`${stack}\` is not what main says. Somebody changed it by hand, AWS did, or main was not deployed.`,
    '',
    fenced(shortened(summary)),
    '',
    'Bringing it back to what main says is a deploy of this project alone, whose plan you read and accept (docs/runbooks/drift.md):',
    '',
    '```sh',
    `gh workflow run deploy.yml --ref main -f projects=${project} -f force=true`,
    '```',
    '',
    'Where the change by hand was right, write it into the code instead. Until the two agree, releases of this stack are not ' +
      'deployed. This issue is closed by itself once they do.',
  ]);
}

/** Whether what is deployed is what the code says, nobody knows. */
export function notPlanned({ stack, project, owner, environment }: StackInCode, run: string): StackIssue {
  return issue(stack, 'Not planned', [
    `${team(owner)}: \`${stack}\` could not be planned, so nobody knows whether what is deployed is what main says. The reason is in the log of [the run](${run}).`,
    '',
    `\`npx nx diff ${project} -c ${environment} --force\` shows it too. This issue is closed by itself once it can be planned and the two agree.`,
  ]);
}

/** An application that was removed, or one of its environments: AWS still has what it made, and it still costs. */
export function leftBehind(state: KeptState): StackIssue {
  const { stack } = state;
  const {
    Owner: owner = organisation.github,
    Application: project,
    Environment: environment,
  } = tagsOf(state);
  const application = project ?? stack.replace(/-[^-]+$/, '');
  return issue(stack, 'Deployed, but no longer in the code', [
    `${team(owner)}: the code has no stack \`${stack}\` any more, and what it made is still there. Nothing plans it, deploys it or destroys it.`,
    '',
    'To destroy it, check out the last commit that had it, and destroy it there, signed in to the account:',
    '',
    '```sh',
    `git log --oneline -- apps/${application} # which of them removed it, or its environment? mostly the newest`,
    'git switch --detach COMMIT^',
    'npm ci',
    `npx nx destroy ${application} -c ${environment ?? stack.replace(/^.*-/, '')}`,
    '```',
    '',
    'Where it is to stay, bring its code back instead. This issue is closed by itself once there is nothing left.',
  ]);
}

/** What the issue about GitHub's environments stands for in place of a stack. */
export const allEnvironments = 'github-environments';

/** Environments that roles of CI trust, and that another branch than main may use: whoever pushes one could deploy by it. */
export function openEnvironments(rows: readonly Row[]): StackIssue[] {
  const open = rows.filter(({ readiness }) => readiness === 'not ready');
  if (open.length === 0) return [];
  return [
    {
      stack: allEnvironments,
      title: `Open to other branches: ${open.length === 1 ? 'an environment' : `${open.length} environments`} of GitHub`,
      body: [
        `<!-- drift of ${allEnvironments} -->`,
        `${team(organisation.github)}: roles of AWS trust these environments of GitHub by their names, and not only main may use them:`,
        '',
        ...open.map(({ what, found, todo }) => `- ${what}: ${found}. ${todo ?? ''}`),
        '',
        'Look first who used them meanwhile: each run stands below Actions, Deployments. `npx nx preflight bootstrap -c prod` shows ' +
          'all of them. This issue is closed by itself once they are known to be for main alone.',
      ].join('\n'),
    },
  ];
}

/** What an issue is about: a stack, or {@link allEnvironments}. */
export function stackOfIssue(body: string): string | undefined {
  return /^<!-- drift of (\S+) -->/.exec(body)?.[1];
}

function issue(stack: string, what: string, lines: readonly string[]): StackIssue {
  return { stack, title: `${what}: ${stack}`, body: [`<!-- drift of ${stack} -->`, ...lines].join('\n') };
}

function team(owner: string): string {
  return `@${organisation.github}/${owner}`;
}

/** The tags of a stack, from a resource of it that has tags. */
function tagsOf({ resources }: KeptState): Partial<Record<string, string>> {
  const instances = resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap((resource) => resource.instances ?? []);
  return instances.map(({ attributes }) => attributes?.['tags_all']).find((tags) => tags?.Owner) ?? {};
}
