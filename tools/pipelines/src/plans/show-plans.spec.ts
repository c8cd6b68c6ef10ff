import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitHubStandIn } from '../testing/github-stand-in';
import { shown } from '../testing/plans';
import { EndedRun, endedRun, showPlans } from './show-plans';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => standIn.reset());
afterAll(() => standIn.stop());

const of = (...numbers: number[]): EndedRun => ({
  head_sha: 'head',
  pull_requests: numbers.map((number) => ({ number, base: { ref: 'main' } })),
});
const show = (run: EndedRun) => showPlans(standIn.github, run, [shown('grades-prod')]);
const comments = (pullRequest: number) => standIn.comments.get(pullRequest) ?? [];

describe('the plans of a pull request', () => {
  it('are shown on it, and then it may be merged', async () => {
    expect(await show(of(7))).toBe(7);
    expect(comments(7)).toHaveLength(1);
    expect(standIn.passed).toEqual(['head plans shown']);
  });

  it('are not shown once it is merged or closed: what it showed is what was reviewed', async () => {
    standIn.closed.add(7);
    expect(await show(of(7))).toBeUndefined();
    expect([comments(7), standIn.passed]).toEqual([[], []]);
  });

  it('are not shown once it has a newer commit, whose own run shows them', async () => {
    standIn.heads.set(7, 'newer');
    expect(await show(of(7))).toBeUndefined();
    expect([comments(7), standIn.passed]).toEqual([[], []]);
  });

  it('are those of the pull request into main, where the branch has another too', async () => {
    const { pull_requests: pullRequests } = of(7);
    const other = { number: 6, base: { ref: 'release' } };
    expect(await show({ head_sha: 'head', pull_requests: [other, ...pullRequests] })).toBe(7);
  });

  it('are none where a fork sent it, which may be merged all the same', async () => {
    expect(await show(of())).toBeUndefined();
    expect(standIn.passed).toEqual(['head plans shown']);
  });
});

describe('the run of which plans are shown', () => {
  const folder = mkdtempSync(join(tmpdir(), 'event-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is the one that GitHub tells, and no other', () => {
    const file = join(folder, 'event.json');
    writeFileSync(file, JSON.stringify({ workflow_run: of(7) }));
    expect(endedRun({ GITHUB_EVENT_PATH: file })).toEqual(of(7));
    writeFileSync(file, '{}');
    expect(() => endedRun({ GITHUB_EVENT_PATH: file })).toThrow('This runs in the workflow Plan comment');
    expect(() => endedRun({})).toThrow('This runs in the workflow Plan comment');
  });
});
