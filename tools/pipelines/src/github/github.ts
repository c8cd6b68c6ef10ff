import { githubRefused, noGithub } from './errors';

/** A comment or an issue, as far as the pipelines know of it. */
export interface Written {
  readonly id: number;
  readonly number: number;
  readonly title?: string;
  readonly body: string;
}

/** The same as GitHub gives it: a body may be missing, and anybody may have written it. */
interface Given extends Omit<Written, 'body'> {
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  /** Pull requests are among the issues, and have this. */
  readonly pull_request?: object;
}

/** What the pipelines ask of GitHub, of one repository. */
export class GitHub {
  private readonly api: string;
  private readonly token: string;

  /** @param repository as `owner/name`. */
  constructor(api: string, repository: string, token: string) {
    this.api = `${api}/repos/${repository}`;
    this.token = token;
  }

  /**
   * GitHub as a workflow is told of it.
   *
   * @throws UserError outside of a workflow.
   */
  static fromEnvironment(env: NodeJS.ProcessEnv): GitHub {
    const { GITHUB_API_URL = 'https://api.github.com', GITHUB_REPOSITORY, GITHUB_TOKEN } = env;
    if (!GITHUB_REPOSITORY || !GITHUB_TOKEN) throw noGithub();
    return new GitHub(GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_TOKEN);
  }

  /** The comments on a pull request that workflows wrote: anybody may write one that looks alike. */
  async commentsOf(pullRequest: number): Promise<Written[]> {
    return ownOf(await this.all(`issues/${pullRequest}/comments`));
  }

  async comment(pullRequest: number, body: string): Promise<void> {
    await this.send('POST', `issues/${pullRequest}/comments`, { body });
  }

  async changeComment(id: number, body: string): Promise<void> {
    await this.send('PATCH', `issues/comments/${id}`, { body });
  }

  /** Whether a pull request is neither merged nor closed. */
  async isOpen(pullRequest: number): Promise<boolean> {
    const { state }: { state: string } = await this.send('GET', `pulls/${pullRequest}`);
    return state === 'open';
  }

  /** The merged pull requests that brought a commit. */
  async pullRequestsOf(commit: string): Promise<number[]> {
    const pulls: { number: number; merged_at: string | null }[] = await this.all(`commits/${commit}/pulls`);
    return pulls.filter(({ merged_at }) => merged_at !== null).map(({ number }) => number);
  }

  /** The commits that came after one, up to and with another. */
  async commitsBetween(since: string, until: string): Promise<string[]> {
    const commits: { sha: string }[] = await this.all(`compare/${since}...${until}`, 'commits');
    return commits.map(({ sha }) => sha);
  }

  /** The number of the newest run of a workflow on main that came to an end; 0 where there is none. */
  async newestEndedRun(workflow: string): Promise<number> {
    const runs: { run_number: number }[] = (
      await this.send('GET', `actions/workflows/${workflow}/runs?branch=main&status=completed&per_page=20`)
    ).workflow_runs;
    return Math.max(0, ...runs.map((run) => run.run_number));
  }

  /** The open issues with a label that workflows opened. */
  async openIssues(label: string): Promise<Written[]> {
    const issues: Given[] = await this.all(`issues?state=open&labels=${encodeURIComponent(label)}`);
    return ownOf(issues.filter(({ pull_request: isPullRequest }) => !isPullRequest));
  }

  async openIssue(title: string, body: string, label: string): Promise<void> {
    await this.send('POST', 'issues', { title, body, labels: [label] });
  }

  async changeIssue(
    number: number,
    changes: { title?: string; body?: string; state?: 'closed' },
  ): Promise<void> {
    await this.send('PATCH', `issues/${number}`, changes);
  }

  /** All pages of a list; `within` is where an answer has it, if it is not the answer itself. */
  private async all<T>(path: string, within?: string): Promise<T[]> {
    const found: T[] = [];
    const pageSize = 100;
    for (let page = 1; ; page += 1) {
      const separator = path.includes('?') ? '&' : '?';
      const answer = await this.send('GET', `${path}${separator}per_page=${pageSize}&page=${page}`);
      const some: T[] = within ? answer[within] : answer;
      found.push(...some);
      if (some.length < pageSize) return found;
    }
  }

  private async send(method: string, path: string, body?: object): Promise<any> {
    const response = await fetch(`${this.api}/${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${this.token}`,
        'x-github-api-version': '2022-11-28',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw githubRefused(method, path, response.status, await response.text());
    return response.json();
  }
}

/** Those that workflows wrote. */
function ownOf(written: readonly Given[]): Written[] {
  return written
    .filter(({ user }) => user?.login === 'github-actions[bot]')
    .map(({ id, number, title, body }) => ({ id, number, title, body: body ?? '' }));
}
