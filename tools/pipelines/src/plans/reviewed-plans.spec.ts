import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkflowRun } from '../github/github';
import { GitHubStandIn } from '../testing/github-stand-in';
import { plan, shown } from '../testing/plans';
import {
  artifactOf,
  readReviewedPlans,
  refuseUnreviewed,
  ReviewedPlan,
  showingRuns,
  writeReviewedPlans,
} from './reviewed-plans';

describe('a deploy after a merge', () => {
  const reviewed: ReviewedPlan = { stack: 'grades-prod', digest: 'a'.repeat(64) };
  const check = (of: readonly ReviewedPlan[], made: ReturnType<typeof plan>, accepted: string[] = []) => {
    refuseUnreviewed(of, [made], accepted);
  };

  it('goes on with the plan that a pull request showed', () => {
    expect(() => check([{ ...reviewed, digest: 'c' }, reviewed], plan('grades-prod'))).not.toThrow();
  });

  it('goes on when nothing changes', () => {
    expect(() => check([], plan('grades-prod', { hasChanges: false }))).not.toThrow();
  });

  it('refuses another plan than that, shows it, and says how to accept it', () => {
    const other = plan('grades-prod', { digest: 'b'.repeat(64), summary: 'grades-prod: 1 to DESTROY' });
    expect(() => check([reviewed], other)).toThrow(
      /grades-prod: the plan is another than the one in the pull request.*1 to DESTROY.*accept: b{64}/s,
    );
    expect(() => check([reviewed], other, ['b'.repeat(64)])).not.toThrow();
  });

  it('refuses a plan that no pull request showed: of another stack, or without one', () => {
    const ofAnother = { ...reviewed, stack: 'grades-staging' };
    expect(() => check([ofAnother], plan('grades-prod'))).toThrow(
      'grades-prod: no plan of it is in the pull request.',
    );
    expect(() => check([], plan('grades-prod'))).toThrow('nobody has reviewed this');
  });
});

describe('what was shown', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reviewed-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read back as it was written, of every pull request', () => {
    for (const [name, stack] of [
      ['one', 'grades-prod'],
      ['two', 'onlineweb-prod'],
    ] as const) {
      mkdirSync(join(folder, name));
      const unchanged = shown(`${stack}-unchanged`, { hasChanges: false });
      writeReviewedPlans(join(folder, name), [shown(stack), unchanged]);
    }
    expect(readReviewedPlans(folder).map(({ stack }) => stack)).toEqual(['grades-prod', 'onlineweb-prod']);
  });

  it('is nothing where no pull request is deployed', () => {
    expect(readReviewedPlans(join(folder, 'none'))).toEqual([]);
  });
});

describe('the runs that are believed', () => {
  const standIn = new GitHubStandIn();
  beforeAll(() => standIn.start());
  beforeEach(() => standIn.reset());
  afterAll(() => standIn.stop());

  const leaves = (run: number, changes: Partial<WorkflowRun> = {}, expired = false) => {
    const path = '.github/workflows/plan-comment.yml';
    const { id } = standIn.ran(run, { id: run, event: 'workflow_run', path, ...changes });
    standIn.artifacts.push({ id: run, name: artifactOf(7), expired, workflow_run: { id } });
  };
  const believed = async (...pullRequests: number[]) =>
    (await showingRuns(standIn.github, pullRequests)).map(({ run }) => run);

  it('are the newest of each pull request, and none where nothing was shown', async () => {
    leaves(1);
    leaves(2);
    expect(await showingRuns(standIn.github, [7, 8])).toEqual([{ run: 2, artifact: 'reviewed-plans-7' }]);
  });

  it.each<[string, Partial<WorkflowRun>]>([
    ['the workflow of a branch', { head_branch: 'mine', event: 'push' }],
    ['the same file in a branch', { head_branch: 'mine' }],
    ['the pull request itself', { event: 'pull_request' }],
    ['a branch called main that is pushed to', { event: 'push' }],
    ['another workflow of main', { path: '.github/workflows/pull-request.yml' }],
  ])('are none that %s left under the same name', async (_, changes) => {
    leaves(1);
    leaves(2, changes);
    expect(await believed(7)).toEqual([1]);
  });

  it('are known by the file of their workflow, with or without its branch', async () => {
    leaves(1, { path: '.github/workflows/plan-comment.yml@main' });
    expect(await believed(7)).toEqual([1]);
  });

  it('are found behind however many of others', async () => {
    leaves(1);
    for (let run = 2; run < 150; run += 1) leaves(run, { event: 'push' });
    expect(await believed(7)).toEqual([1]);
  });

  it('are none whose plans GitHub has thrown away', async () => {
    leaves(1);
    leaves(2, {}, true);
    expect(await believed(7)).toEqual([1]);
  });
});
