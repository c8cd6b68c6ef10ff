import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { GitHub, Job, WorkflowRun } from '../github/github';

interface Entry {
  id: number;
  number: number;
  body: string | null;
  title?: string;
  state: 'open' | 'closed';
  labels: string[];
  user: { login: string };
  pull_request?: object;
}

interface PullRequest {
  readonly number: number;
  readonly merged_at: string | null;
}

/** A GitHub on this machine with one repository: its comments, its issues, its commits and its runs. */
export class GitHubStandIn {
  readonly comments = new Map<number, Entry[]>();
  readonly issues: Entry[] = [];
  /** The commits of main, the oldest first. */
  readonly main: string[] = [];
  /** The pull requests that a commit is in. */
  readonly pullRequests = new Map<string, PullRequest[]>();
  /** Those that are not open any more. */
  readonly closed = new Set<number>();
  /** The newest commit of pull requests, where it is another than `head`. */
  readonly heads = new Map<number, string>();
  /** The runs of all workflows, the newest first. */
  readonly runs: WorkflowRun[] = [];
  /** The jobs of a run. */
  readonly jobs = new Map<number, Job[]>();
  /** What runs left under a name. */
  readonly artifacts: { id: number; name: string; expired: boolean; workflow_run: { id: number } }[] = [];
  /** What was said of commits, as `commit context`. */
  readonly passed: string[] = [];
  /** What is refused, as a part of a request: `METHOD path body`. */
  refused?: string;
  /** What was changed, as `METHOD path`. */
  readonly changes: string[] = [];
  private server?: Server;
  private nextId = 1;
  private address = '';

  get github(): GitHub {
    return new GitHub(this.address, 'dotkom/infra', 'token');
  }

  async start(): Promise<void> {
    this.server = createServer(async (request, response) => {
      const body: any = request.method === 'GET' ? {} : await json(request);
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://github');
      const path = pathname.replace('/repos/dotkom/infra/', '');
      const said = `${request.method} ${path} ${JSON.stringify(body)}`;
      const isRefused = this.refused !== undefined && said.includes(this.refused);
      const answer = isRefused ? undefined : this.answer(request.method ?? '', path, body, searchParams);
      if (request.headers.authorization !== 'Bearer token' || answer === undefined) {
        return void response.writeHead(403).end('{"message": "Resource not accessible by integration"}');
      }
      response.writeHead(200).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.address = `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  reset(): void {
    this.comments.clear();
    this.pullRequests.clear();
    this.closed.clear();
    this.heads.clear();
    this.jobs.clear();
    this.refused = undefined;
    for (const list of [this.issues, this.changes, this.main, this.runs, this.artifacts, this.passed])
      list.length = 0;
  }

  /** A commit of main that came by pull requests. */
  merge(commit: string, ...numbers: number[]): void {
    this.main.push(commit);
    this.pullRequests.set(
      commit,
      numbers.map((number) => ({ number, merged_at: 'then' })),
    );
  }

  /** A run of Deploy on main; what is not said of it is as after a merge. */
  ran(run_number: number, changes: Partial<WorkflowRun> = {}): WorkflowRun {
    const run: WorkflowRun = {
      id: 1000 + run_number,
      run_number,
      conclusion: 'success',
      event: 'push',
      path: '.github/workflows/deploy.yml',
      head_branch: 'main',
      head_sha: `c${run_number}`,
      display_title: 'A change',
      ...changes,
    };
    this.runs.push(run);
    this.runs.sort((one, other) => other.run_number - one.run_number);
    return run;
  }

  private answer(method: string, path: string, body: any, query: URLSearchParams): unknown {
    if (method !== 'GET') this.changes.push(`${method} ${path}`);
    const page = <T>(all: T[]) => {
      const size = Number(query.get('per_page'));
      const first = (Number(query.get('page')) - 1) * size;
      return all.slice(first, first + size);
    };
    const comments = /^issues\/(\d+)\/comments$/.exec(path);
    if (comments) {
      const number = Number(comments[1]);
      if (method === 'GET') return page(this.comments.get(number) ?? []);
      const entry = this.entry(body);
      this.comments.set(number, [...(this.comments.get(number) ?? []), entry]);
      return entry;
    }
    const comment = /^issues\/comments\/(\d+)$/.exec(path);
    if (comment)
      return Object.assign(
        [...this.comments.values()].flat().find(({ id }) => id === Number(comment[1])) ?? {},
        body,
      );
    const between = /^compare\/(\w+)\.\.\.(\w+)$/.exec(path);
    if (between) {
      const [since, until] = between.slice(1).map((sha) => this.main.indexOf(sha)) as [number, number];
      return { commits: page(this.main.slice(since + 1, until + 1)).map((sha) => ({ sha })) };
    }
    const pulls = /^commits\/(\w+)\/pulls$/.exec(path);
    if (pulls) return page(this.pullRequests.get(pulls[1] ?? '') ?? []);
    const pull = /^pulls\/(\d+)$/.exec(path);
    if (pull) {
      const number = Number(pull[1]);
      const sha = this.heads.get(number) ?? 'head';
      return { state: this.closed.has(number) ? 'closed' : 'open', head: { sha } };
    }
    const said = /^statuses\/(\w+)$/.exec(path);
    if (said) return this.passed.push(`${said[1]} ${body.context}`);
    if (path.startsWith('actions/')) return this.answerOfActions(path.replace('actions/', ''), query, page);
    if (path === 'issues' && method === 'GET') {
      return page(
        this.issues.filter(
          ({ state, labels }) => state === 'open' && labels.includes(query.get('labels') ?? ''),
        ),
      );
    }
    if (path === 'issues') {
      const entry = this.entry(body);
      this.issues.push(entry);
      return entry;
    }
    const issue = /^issues\/(\d+)$/.exec(path);
    if (issue)
      return Object.assign(this.issues.find(({ number }) => number === Number(issue[1])) ?? {}, body);
    return undefined;
  }

  private answerOfActions(
    path: string,
    query: URLSearchParams,
    page: <T>(all: T[]) => T[],
  ): object | undefined {
    if (path === 'artifacts') {
      return { artifacts: page(this.artifacts.filter(({ name }) => name === query.get('name'))) };
    }
    const ofWorkflow = /^workflows\/([\w.-]+)\/runs$/.exec(path);
    if (ofWorkflow) {
      const isMeant = ({ path: file, head_branch, conclusion }: WorkflowRun) =>
        file === `.github/workflows/${ofWorkflow[1]}` &&
        head_branch === query.get('branch') &&
        (query.get('status') === 'success' ? conclusion === 'success' : conclusion !== null);
      return { workflow_runs: this.runs.filter(isMeant).slice(0, Number(query.get('per_page'))) };
    }
    const [, id, jobs] = /^runs\/(\d+)(\/jobs)?$/.exec(path) ?? [];
    if (jobs) return { jobs: page(this.jobs.get(Number(id)) ?? []) };
    return this.runs.find((run) => run.id === Number(id));
  }

  private entry(body: any): Entry {
    const id = this.nextId++;
    return { id, number: id, state: 'open', labels: [], user: { login: 'github-actions[bot]' }, ...body };
  }
}
