import { githubRefused, noGithub } from './errors';

/** A comment or an issue, as far as the pipelines know of it. */
export interface Written {
  readonly id: number;
  readonly number: number;
  readonly body: string;
  readonly user: { readonly login: string };
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
    const comments: Written[] = await this.all(`issues/${pullRequest}/comments`);
    return comments.filter(({ user }) => user.login === 'github-actions[bot]');
  }

  async comment(pullRequest: number, body: string): Promise<void> {
    await this.send('POST', `issues/${pullRequest}/comments`, { body });
  }

  async changeComment(id: number, body: string): Promise<void> {
    await this.send('PATCH', `issues/comments/${id}`, { body });
  }

  /** The merged pull requests that brought a commit. */
  async pullRequestsOf(commit: string): Promise<number[]> {
    const pulls: { number: number; merged_at: string | null }[] = await this.all(`commits/${commit}/pulls`);
    return pulls.filter(({ merged_at }) => merged_at !== null).map(({ number }) => number);
  }

  /** The commits that came after one, up to and with another. */
  async commitsBetween(since: string, until: string): Promise<string[]> {
    const { commits }: { commits: { sha: string }[] } = await this.send('GET', `compare/${since}...${until}`);
    return commits.map(({ sha }) => sha);
  }

  openIssues(label: string): Promise<Written[]> {
    return this.all(`issues?state=open&labels=${encodeURIComponent(label)}`);
  }

  async openIssue(title: string, body: string, label: string): Promise<void> {
    await this.send('POST', 'issues', { title, body, labels: [label] });
  }

  async changeIssue(number: number, changes: { body?: string; state?: 'closed' }): Promise<void> {
    await this.send('PATCH', `issues/${number}`, changes);
  }

  private async all<T>(path: string): Promise<T[]> {
    const found: T[] = [];
    const pageSize = 100;
    for (let page = 1; ; page += 1) {
      const separator = path.includes('?') ? '&' : '?';
      const some: T[] = await this.send('GET', `${path}${separator}per_page=${pageSize}&page=${page}`);
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
