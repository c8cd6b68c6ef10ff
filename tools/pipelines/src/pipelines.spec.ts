import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { releasesWait } from '@dotkom/deploying';
import { commentPlans } from './comment-plans';
import { deploymentsOf } from './deployments';
import { GitHub } from './github';
import { fenced, digestIn, planComment } from './plan-comment';
import { mergedPullRequests } from './merged-pull-requests';
import { refuseOldRun } from './old-runs';
import { refuseUnreviewed } from './reviewed-plans';
import { GitHubStandIn, plan } from './testing';
import { warningsOf } from './waiting-code';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => standIn.reset());
afterAll(() => standIn.stop());

describe('the comments of a pull request', () => {
  const bodies = () => (standIn.comments.get(7) ?? []).map(({ body }) => body ?? '');

  it('show each stack that changes in one of its own, with its owner and its plan', async () => {
    await commentPlans(standIn.github, 7, [plan('grades-staging'), plan('grades-prod')]);
    expect(bodies()).toHaveLength(2);
    expect(bodies()[1]).toContain('### Plan of `grades-prod`');
    expect(bodies()[1]).toContain('Owner: @dotkom/backlog');
    expect(bodies()[1]).toContain('create grades-prod/backend/log');
  });

  it('are kept true in place, and left alone when they are', async () => {
    await commentPlans(standIn.github, 7, [plan('grades-prod')]);
    await commentPlans(standIn.github, 7, [plan('grades-prod')]);
    expect(standIn.changes).toEqual(['POST issues/7/comments']);
    await commentPlans(standIn.github, 7, [
      plan('grades-prod', { summary: 'grades-prod: no changes', hasChanges: false }),
    ]);
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toContain('grades-prod: no changes');
  });

  it('say so once the pull request does not reach a stack any more, and show no plan to take for reviewed', async () => {
    await commentPlans(standIn.github, 7, [plan('grades-prod')]);
    await commentPlans(standIn.github, 7, []);
    await commentPlans(standIn.github, 7, []);
    expect(bodies()).toEqual([expect.stringContaining('There is no plan of it')]);
    expect(digestIn(bodies()[0] ?? '')).toBeUndefined();
    expect(standIn.changes).toHaveLength(2);
    await commentPlans(standIn.github, 7, [plan('grades-prod')]);
    expect(bodies()).toEqual([planComment(plan('grades-prod'))]);
  });

  it('are none for a stack that does not change', async () => {
    await commentPlans(standIn.github, 7, [plan('grades-prod', { hasChanges: false })]);
    expect(standIn.changes).toEqual([]);
  });

  it('are found among more of them than one page holds, and not taken for those of a stack with a longer name', async () => {
    standIn.comments.set(
      7,
      Array.from({ length: 150 }, (_, id) => ({
        id: 1000 + id,
        number: 0,
        body: 'talk',
        state: 'open' as const,
        labels: [],
        user: { login: 'somebody' },
      })),
    );
    await commentPlans(standIn.github, 7, [plan('grades-prod-two')]);
    await commentPlans(standIn.github, 7, [plan('grades-prod')]);
    await commentPlans(standIn.github, 7, [plan('grades-prod', { summary: 'another' })]);
    expect(bodies()).toHaveLength(152);
    expect(bodies().filter((body) => body.includes('another'))).toHaveLength(1);
  });

  it('stay as they are once the pull request is merged: what it showed is what was reviewed', async () => {
    await commentPlans(standIn.github, 7, [plan('grades-prod')]);
    standIn.closed.add(7);
    const other = plan('grades-prod', { digest: 'b'.repeat(64) });
    expect(await commentPlans(standIn.github, 7, [other])).toBe(false);
    expect(bodies()).toEqual([planComment(plan('grades-prod'))]);
  });

  it('may be without a text, which is no plan', async () => {
    standIn.comments.set(7, [
      {
        id: 1,
        number: 1,
        body: null,
        state: 'open',
        labels: [],
        user: { login: 'github-actions[bot]' },
      },
    ]);
    await commentPlans(standIn.github, 7, [plan('grades-prod')]);
    expect(bodies()).toEqual(['', planComment(plan('grades-prod'))]);
  });

  it('show any text as it is, and stay below what GitHub takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '\n', '~') }), (text) => {
        const [fence = '', ...rest] = fenced(text).split('\n');
        const marks = fence.replace('text', '');
        expect(rest.at(-1)).toBe(marks);
        expect(text).not.toContain(marks);
      }),
    );
    expect(planComment(plan('grades-prod', { summary: 'x'.repeat(200_000) })).length).toBeLessThan(65_536);
  });
});

describe('a deploy after a merge', () => {
  const shown = async (...plans: Parameters<typeof plan>[]) => {
    await commentPlans(
      standIn.github,
      7,
      plans.map((of) => plan(...of)),
    );
  };
  const check = (accepted: string[] = [], ...plans: ReturnType<typeof plan>[]) =>
    refuseUnreviewed(standIn.github, [7], plans, accepted);

  it('goes on with the plan that the pull request showed', async () => {
    await shown(['grades-prod']);
    await expect(check([], plan('grades-prod'))).resolves.toBeUndefined();
  });

  it('goes on, and asks nobody, when nothing changes', async () => {
    await expect(check([], plan('grades-prod', { hasChanges: false }))).resolves.toBeUndefined();
  });

  it('refuses another plan than that, shows it, and says how to accept it', async () => {
    await shown(['grades-prod']);
    const other = plan('grades-prod', { digest: 'b'.repeat(64), summary: 'grades-prod: 1 to DESTROY' });
    await expect(check([], other)).rejects.toThrow(
      /grades-prod: the plan is another than the one in the pull request.*1 to DESTROY.*accept: b{64}/s,
    );
    await expect(check(['b'.repeat(64)], other)).resolves.toBeUndefined();
  });

  it('refuses a plan that no pull request showed: of another stack, or without one', async () => {
    await shown(['grades-staging']);
    await expect(check([], plan('grades-prod'))).rejects.toThrow(
      'grades-prod: no plan of it is in the pull request.',
    );
    await expect(refuseUnreviewed(standIn.github, [], [plan('grades-staging')], [])).rejects.toThrow(
      'nobody has reviewed this',
    );
  });

  it('goes on with a plan of another merge that is deployed along', async () => {
    await shown(['grades-prod']);
    const plans = [plan('grades-prod')];
    await expect(refuseUnreviewed(standIn.github, [8, 7], plans, [])).resolves.toBeUndefined();
    await expect(refuseUnreviewed(standIn.github, [8], plans, [])).rejects.toThrow();
  });

  it('takes no comment of a person for a plan', async () => {
    const body = planComment(plan('grades-prod'));
    standIn.comments.set(7, [
      { id: 1, number: 1, body, state: 'open', labels: [], user: { login: 'somebody' } },
    ]);
    await expect(check([], plan('grades-prod'))).rejects.toThrow('nobody has reviewed this');
  });

  it('reads the digest back from the comment it is in', () => {
    expect(digestIn(planComment(plan('grades-prod')))).toBe('a'.repeat(64));
    expect(digestIn(planComment(plan('grades-prod', { digest: 'none' })))).toBeUndefined();
  });
});

describe('the pull requests that a deploy brings', () => {
  const brought = (since: string | undefined, until: string) =>
    mergedPullRequests(standIn.github, since, until);

  beforeEach(() => {
    standIn.merge('before', 6);
    standIn.merge('c0ffee', 7);
    standIn.merge('bead', 8);
    standIn.merge('after', 9);
  });

  it('are those that were merged since the last deploy, up to its own commit', async () => {
    expect(await brought('before', 'bead')).toEqual([7, 8]);
    expect(await brought('c0ffee', 'bead')).toEqual([8]);
  });

  it('are those of its commit alone where nothing was deployed yet', async () => {
    expect(await brought('', 'c0ffee')).toEqual([7]);
  });

  it('are none that only hold the commit too, and each is told once', async () => {
    standIn.pullRequests.get('bead')?.push({ number: 10, merged_at: null }, { number: 7, merged_at: 'then' });
    expect(await brought('before', 'bead')).toEqual([7, 8]);
  });

  it('are all of them, however many commits there are', async () => {
    for (let number = 100; number < 350; number += 1) standIn.merge(`c${number}`, number);
    expect(await brought('after', 'c349')).toHaveLength(250);
  });
});

describe('a deploy that is run again', () => {
  it('goes on while it is the newest, or the newer ones have not ended', async () => {
    await expect(refuseOldRun(standIn.github, 41)).resolves.toBeUndefined();
    standIn.endedRuns.push(41, 40);
    await expect(refuseOldRun(standIn.github, 41)).resolves.toBeUndefined();
  });

  it('is refused once a newer one was there, and told which that is', async () => {
    standIn.endedRuns.push(42, 41);
    await expect(refuseOldRun(standIn.github, 41)).rejects.toThrow(
      /run 41 of Deploy is older than run 42.*re-run that one/,
    );
  });
});

describe('a deploy of releases that leaves a stack as it is', () => {
  it.each(['code', 'facts'] as const)(
    'because of its %s is a warning of GitHub, with what to read',
    (other) => {
      expect(warningsOf(`> nx run grades:deploy\n${releasesWait('grades-prod', other)}\n`)).toEqual([
        expect.stringMatching(/^::warning title=.*grades-prod.*::.*docs\/runbooks\/deploy-refused\.md\)\.$/),
      ]);
    },
  );

  it('is none where it has nothing to do', () => {
    expect(warningsOf('grades-prod: as it was deployed last, nothing to do\n')).toEqual([]);
  });
});

describe('the deployments of applications', () => {
  it('are one for each environment that an application has: all, or those that its project.json names', () => {
    const root = mkdtempSync(join(tmpdir(), 'pipelines-'));
    const project = (name: string, metadata: object) => {
      mkdirSync(join(root, 'apps', name), { recursive: true });
      writeFileSync(join(root, 'apps', name, 'project.json'), JSON.stringify({ name, metadata }));
    };
    project('grades', { owner: 'dotkom' });
    project('minecraft', { owner: 'dotkom', environments: ['prod'] });
    expect(deploymentsOf(root, ['grades', 'minecraft'])).toEqual([
      { project: 'grades', environment: 'staging' },
      { project: 'grades', environment: 'prod' },
      { project: 'minecraft', environment: 'prod' },
    ]);
    rmSync(root, { recursive: true });
  });
});

describe('GitHub', () => {
  it('is refused outside of a workflow', () => {
    expect(() => GitHub.fromEnvironment({})).toThrow('This runs in a workflow of GitHub');
  });

  it('that refuses something is told of with what was asked and the permission to look at', async () => {
    const { github } = standIn;
    await expect(github.pullRequestsOf('not/a commit')).rejects.toThrow(
      /GitHub refused GET commits.*\(403\).*permissions:/,
    );
  });
});
