import { GitHubStandIn } from '../testing/github-stand-in';
import { shown } from '../testing/plans';
import { commentPlans } from './comment-plans';
import { planComment } from './plan-comment';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => standIn.reset());
afterAll(() => standIn.stop());

describe('the comments of a pull request', () => {
  const bodies = () => (standIn.comments.get(7) ?? []).map(({ body }) => body ?? '');
  const written = { number: 0, state: 'open' as const, labels: [] };

  it('show each stack that changes in one of its own, with its owner and its plan', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-staging'), shown('grades-prod')]);
    expect(bodies()).toHaveLength(2);
    expect(bodies()[1]).toContain('### Plan of `grades-prod`');
    expect(bodies()[1]).toContain('Owner: @dotkom/backlog');
    expect(bodies()[1]).toContain('create grades-prod/backend/log');
  });

  it('are kept true in place, and left alone when they are', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    expect(standIn.changes).toEqual(['POST issues/7/comments']);
    const unchanged = shown('grades-prod', { summary: 'grades-prod: no changes', hasChanges: false });
    await commentPlans(standIn.github, 7, [unchanged]);
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toContain('grades-prod: no changes');
  });

  it('say so once the pull request does not reach a stack any more', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    await commentPlans(standIn.github, 7, []);
    await commentPlans(standIn.github, 7, []);
    expect(bodies()).toEqual([expect.stringContaining('There is no plan of it')]);
    expect(standIn.changes).toHaveLength(2);
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    expect(bodies()).toEqual([planComment(shown('grades-prod'))]);
  });

  it('are none for a stack that does not change', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-prod', { hasChanges: false })]);
    expect(standIn.changes).toEqual([]);
  });

  it('are found among more of them than one page holds, and not taken for those of a stack with a longer name', async () => {
    const talk = { ...written, body: 'talk', user: { login: 'somebody' } };
    standIn.comments.set(
      7,
      Array.from({ length: 150 }, (_, id) => ({ ...talk, id: 1000 + id })),
    );
    await commentPlans(standIn.github, 7, [shown('grades-prod-two')]);
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    await commentPlans(standIn.github, 7, [shown('grades-prod', { summary: 'another' })]);
    expect(bodies()).toHaveLength(152);
    expect(bodies().filter((body) => body.includes('another'))).toHaveLength(1);
  });

  it('may be without a text, which is no plan', async () => {
    standIn.comments.set(7, [{ ...written, id: 1, body: null, user: { login: 'github-actions[bot]' } }]);
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    expect(bodies()).toEqual(['', planComment(shown('grades-prod'))]);
  });

  it('stay below what GitHub takes', () => {
    expect(planComment(shown('grades-prod', { summary: 'x'.repeat(200_000) })).length).toBeLessThan(65_536);
  });
});
