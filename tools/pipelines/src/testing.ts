import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { PlanResult } from '@dotkom/nx-infra';
import { GitHub } from './github';

interface Entry {
  id: number;
  number: number;
  body: string;
  title?: string;
  state: 'open' | 'closed';
  labels: string[];
  user: { login: string };
}

/** A GitHub on this machine with one repository: comments of pull requests, issues, and which commit came by which. */
export class GitHubStandIn {
  readonly comments = new Map<number, Entry[]>();
  readonly issues: Entry[] = [];
  readonly mergedBy = new Map<string, number[]>();
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
      const answer = this.answer(request.method ?? '', path, body, searchParams);
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
    this.mergedBy.clear();
    this.issues.length = 0;
    this.changes.length = 0;
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
    if (between) return { commits: [...this.mergedBy.keys()].map((sha) => ({ sha })) };
    const pulls = /^commits\/(\w+)\/pulls$/.exec(path);
    if (pulls)
      return page((this.mergedBy.get(pulls[1] ?? '') ?? []).map((number) => ({ number, merged_at: 'then' })));
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

  private entry(body: any): Entry {
    const id = this.nextId++;
    return { id, number: id, state: 'open', labels: [], user: { login: 'github-actions[bot]' }, ...body };
  }
}

/** A plan as `nx diff` leaves it. */
export function plan(stack: string, changes: Partial<PlanResult> = {}): PlanResult {
  return {
    stack,
    project: 'grades',
    owner: 'backlog',
    environment: 'prod',
    hasChanges: true,
    changes: { create: 1, update: 0, replace: 0, destroy: 0, adopt: 0 },
    summary: `${stack}: 1 to create\n  create ${stack}/backend/log`,
    digest: 'a'.repeat(64),
    ...changes,
  };
}
