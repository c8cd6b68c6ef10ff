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

/** A run of a workflow, in GitHub's words. */
export interface WorkflowRun {
  readonly id: number;
  /** How many runs of its workflow there were with it; one that is run again keeps it. */
  readonly run_number: number;
  readonly conclusion: string | null;
  readonly event: string;
  /** The file of its workflow, perhaps with `@` and the branch. */
  readonly path: string;
  readonly head_branch: string | null;
  readonly head_sha: string;
  readonly display_title: string;
}

/** A job of a run. Its steps are those that it came to. */
export interface Job {
  readonly name: string;
  readonly steps?: readonly object[];
}

/** What a run has left for others. */
export interface Artifact {
  readonly id: number;
  readonly expired: boolean;
  readonly workflow_run: { readonly id: number } | null;
}

/** What the pipelines ask of GitHub, of one repository. Why by hand: docs/decisions/pipelines.md. */
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

  /** Whether a pull request is neither merged nor closed, and which commit is its newest. */
  async pullRequest(number: number): Promise<{ isOpen: boolean; head: string }> {
    const { state, head } = await this.send('GET', `pulls/${number}`);
    return { isOpen: state === 'open', head: head.sha };
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

  /** Says of a commit that a check on it went well. */
  async passed(commit: string, context: string, description: string): Promise<void> {
    await this.send('POST', `statuses/${commit}`, { state: 'success', context, description });
  }

  /** The newest hundred runs of a workflow on main that ended, or ended well; the newest first. */
  async runsOf(workflow: string, status: 'completed' | 'success'): Promise<WorkflowRun[]> {
    const query = `branch=main&status=${status}&per_page=100`;
    return (await this.send('GET', `actions/workflows/${workflow}/runs?${query}`)).workflow_runs;
  }

  async run(id: number): Promise<WorkflowRun> {
    return this.send('GET', `actions/runs/${id}`);
  }

  /** The jobs of every attempt of a run. */
  async jobsOf(run: number): Promise<Job[]> {
    return this.all(`actions/runs/${run}/jobs?filter=all`, 'jobs');
  }

  /** What any run has left under a name, the newest first. */
  async artifactsCalled(name: string): Promise<Artifact[]> {
    const found: Artifact[] = await this.all(
      `actions/artifacts?name=${encodeURIComponent(name)}`,
      'artifacts',
    );
    return found.sort((one, other) => other.id - one.id);
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
