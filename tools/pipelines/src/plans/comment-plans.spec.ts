import { GitHubStandIn } from '../testing/github-stand-in';
import { shown } from '../testing/plans';
import { commentPlans } from './comment-plans';
import { planComment } from './plan-comment';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => standIn.reset());
afterAll(() => standIn.stop());

const headings = (text: string) => text.split('\n').filter((line) => line.startsWith('#'));

describe('the comment of a pull request', () => {
  const bodies = () => (standIn.comments.get(7) ?? []).map(({ body }) => body ?? '');
  const written = { number: 0, state: 'open' as const, labels: [] };

  it('is one, with each stack that changes, its owner and its plan', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-staging'), shown('grades-prod')]);
    expect(bodies()).toHaveLength(1);
    expect(headings(bodies()[0]!)).toEqual(['### Plan of `grades-prod`', '### Plan of `grades-staging`']);
    expect(bodies()[0]).toContain('Owner: @dotkom/backlog');
    expect(bodies()[0]).toContain('create grades-prod/backend/log');
  });

  it('has first what destroys something', () => {
    const destroying = shown('platform-prod', { destroys: true });
    expect(headings(planComment([shown('grades-prod'), destroying]))).toEqual([
      '### Plan of `platform-prod`',
      '### Plan of `grades-prod`',
    ]);
  });

  it('is kept true in place, and left alone when it is', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    expect(standIn.changes).toEqual(['POST issues/7/comments']);
    await commentPlans(standIn.github, 7, [shown('grades-staging')]);
    expect(bodies()).toEqual([planComment([shown('grades-staging')])]);
  });

  it('says so once the pull request changes nothing any more', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    await commentPlans(standIn.github, 7, []);
    await commentPlans(standIn.github, 7, [shown('grades-prod', { hasChanges: false })]);
    expect(bodies()).toEqual([expect.stringContaining('No stack is changed')]);
    expect(standIn.changes).toHaveLength(2);
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    expect(bodies()).toEqual([planComment([shown('grades-prod')])]);
  });

  it('is none where nothing changes', async () => {
    await commentPlans(standIn.github, 7, [shown('grades-prod', { hasChanges: false })]);
    expect(standIn.changes).toEqual([]);
  });

  it('is found among more of them than one page holds', async () => {
    const talk = { ...written, body: 'talk', user: { login: 'somebody' } };
    standIn.comments.set(
      7,
      Array.from({ length: 150 }, (_, id) => ({ ...talk, id: 1000 + id })),
    );
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    await commentPlans(standIn.github, 7, [shown('grades-prod', { summary: 'another' })]);
    expect(bodies()).toHaveLength(151);
    expect(bodies().filter((body) => body.includes('another'))).toHaveLength(1);
  });

  it('may be without a text, which is no plan', async () => {
    standIn.comments.set(7, [{ ...written, id: 1, body: null, user: { login: 'github-actions[bot]' } }]);
    await commentPlans(standIn.github, 7, [shown('grades-prod')]);
    expect(bodies()).toEqual(['', planComment([shown('grades-prod')])]);
  });

  it('stays below what GitHub takes, with something of each plan', () => {
    const plans = Array.from({ length: 30 }, (_, index) =>
      shown(`app${index}-prod`, { summary: 'x'.repeat(200_000) }),
    );
    const text = planComment(plans);
    expect(text.length).toBeLessThan(65_536);
    expect(headings(text)).toHaveLength(30);
    expect(text.match(/the whole of it is in the log of the job/g)).toHaveLength(30);
  });
});
