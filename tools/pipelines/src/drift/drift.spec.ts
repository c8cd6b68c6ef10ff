import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptState, PlanResult } from '@dotkom/deploying';
import { Row } from '@dotkom/deploying/preflight';
import { Night, reportDrift } from './drift';
import { stacksInCode } from './stacks-in-code';
import { GitHubStandIn } from '../testing/github-stand-in';
import { plan } from '../testing/plans';
import { stacksUnderWay } from './under-way';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => standIn.reset());
afterAll(() => standIn.stop());

/** A night in which every stack of the code was planned, and nothing else is deployed. */
function night(plans: readonly PlanResult[], changes: Partial<Night> = {}): Night {
  return {
    plans,
    stacks: plans,
    deployed: [],
    underWay: new Set(),
    run: 'https://github.com/run',
    ...changes,
  };
}

function state(stack: string, tags?: Record<string, string>, changes: Partial<KeptState> = {}): KeptState {
  const instances = [{ attributes: { tags_all: tags } }];
  const resources = [{ mode: 'managed', type: 'aws_ecs_service', instances }] as const;
  return { stack, resources, isLocked: false, changedAt: new Date('2026-11-22T12:00:00Z'), ...changes };
}

const report = (...of: Parameters<typeof night>) => reportDrift(standIn.github, night(...of));
const titles = () => standIn.issues.filter((issue) => issue.state === 'open').map(({ title }) => title);
const grades = plan('grades-prod');
const well = plan('grades-prod', { hasChanges: false });

describe('the environments of GitHub', () => {
  const row = (what: string, readiness: Row['readiness'], found: string): Row => ({
    what,
    readiness,
    found,
    todo: 'Limit its deployment branches to main.',
  });
  const closed = row('Environment platform-prod of dotkom/infra', 'ready', 'there, for main alone');
  const open = row('Environment grades-prod of dotkom/grades', 'not ready', 'every branch may use it');
  const unseen = row('Environment web-prod of dotkom/web', 'not known', 'GitHub answered 404');
  const unseenNow = row(open.what, 'not known', 'GitHub answered 500');

  it('are one issue, with each that is open and what to do, until they are known to be closed', async () => {
    await report([well], { environments: [closed, open] });
    expect(titles()).toEqual(['Open to other branches: an environment of GitHub']);
    expect(standIn.issues[0]?.body).toContain(
      '- Environment grades-prod of dotkom/grades: every branch may use it. Limit its deployment branches to main.',
    );
    expect(standIn.issues[0]?.body).not.toContain('platform-prod');
    for (const environments of [undefined, [closed, unseenNow]]) {
      await report([well], { environments });
      expect(titles()).toHaveLength(1);
    }
    await report([well], { environments: [closed, unseen, { ...open, readiness: 'ready' }] });
    expect(titles()).toEqual([]);
  });

  it('are no issue where the token may not see them', async () => {
    await report([well], { environments: [closed, unseen] });
    expect(titles()).toEqual([]);
  });
});

describe('drift', () => {
  it('is an issue for each stack, addressed to its owner, which is opened once', async () => {
    const plans = [grades, plan('platform-prod', { hasChanges: false })];
    await report(plans);
    await report(plans);
    expect(standIn.issues.map(({ title, labels }) => [title, labels])).toEqual([
      ['Drift: grades-prod', ['drift']],
    ]);
    expect(standIn.issues[0]?.body).toContain('@dotkom/backlog');
    expect(standIn.issues[0]?.body).toContain(
      'gh workflow run deploy.yml --ref main -f projects=grades -f force=true',
    );
  });

  it('is kept true, and closed once it is over', async () => {
    await report([grades]);
    await report([plan('grades-prod', { summary: 'something else' })]);
    expect(standIn.issues[0]?.body).toContain('something else');
    await report([well]);
    expect(standIn.issues.map(({ state }) => state)).toEqual(['closed']);
  });

  it('is shown as far as GitHub takes it', async () => {
    await report([plan('grades-prod', { summary: 'x'.repeat(200_000) })]);
    expect(standIn.issues[0]?.body?.length).toBeLessThan(65_536);
  });

  it('is told in issues of the workflow alone: no person, and no pull request, has one that counts', async () => {
    await report([grades]);
    const [own] = standIn.issues;
    standIn.issues.unshift(
      { ...own!, id: 91, number: 91, user: { login: 'somebody' } },
      { ...own!, id: 92, number: 92, pull_request: {} },
      { ...own!, id: 93, number: 93, body: null },
    );
    await report([well]);
    expect(standIn.issues.filter((issue) => issue.state === 'closed')).toEqual([own]);
  });

  it('of one stack that cannot be told keeps no other from being told, and fails in the end', async () => {
    standIn.refused = 'Drift: grades-prod';
    await expect(report([grades, plan('onlineweb-prod')])).rejects.toThrow(
      /grades-prod: GitHub refused POST/,
    );
    expect(titles()).toEqual(['Drift: onlineweb-prod']);
  });
});

describe('a stack that is deployed while it is compared', () => {
  const planned = plan('grades-prod', { begunAt: '2026-11-22T12:00:00.000Z' });
  const before = new Date('2026-11-22T11:59:59Z');
  const after = new Date('2026-11-22T12:00:01Z');

  it.each([
    ['is still deployed', { isLocked: true, changedAt: before }],
    ['was deployed since its plan was begun', { changedAt: after }],
  ])('is known by its state: it %s', (_, changes) => {
    expect([...stacksUnderWay([planned], [state('grades-prod', {}, changes)])]).toEqual(['grades-prod']);
  });

  it('is not one whose last deploy ended before', () => {
    expect(stacksUnderWay([planned], [state('grades-prod', {}, { changedAt: before })]).size).toBe(0);
  });

  it('has no issue opened, and none closed', async () => {
    const underWay = new Set(['grades-prod']);
    await report([grades], { underWay });
    expect(titles()).toEqual([]);
    await report([grades]);
    await report([well], { underWay });
    expect(titles()).toEqual(['Drift: grades-prod']);
  });

  it('is not taken for one that was left behind while it is destroyed', async () => {
    await report([well], { deployed: [state('old-app-prod')], underWay: new Set(['old-app-prod']) });
    expect(titles()).toEqual([]);
  });
});

describe('a stack that could not be planned', () => {
  const other = plan('onlineweb-prod', { hasChanges: false });
  const stacks = [{ stack: 'grades-prod', project: 'grades', owner: 'backlog', environment: 'prod' }];

  it('is told to its owner, with the run that says why', async () => {
    await report([other], { stacks });
    expect(titles()).toEqual(['Not planned: grades-prod']);
    expect(standIn.issues[0]?.body).toContain('@dotkom/backlog');
    expect(standIn.issues[0]?.body).toContain('https://github.com/run');
  });

  it('has one issue, which is about its drift once that is known, and closed once all is well', async () => {
    await report([other], { stacks });
    await report([grades]);
    expect(titles()).toEqual(['Drift: grades-prod']);
    await report([well]);
    expect(titles()).toEqual([]);
  });
});

describe('a night in which no stack could be planned', () => {
  it('fails by itself, and sends nobody after a stack of theirs', async () => {
    await expect(report([], { stacks: [grades] })).rejects.toThrow('None of 1 stacks could be planned');
    expect(standIn.issues).toEqual([]);
  });
});

describe('what is deployed, but no longer in the code', () => {
  const tags = { Application: 'old-app', Environment: 'prod', Owner: 'appkom' };

  it('is an issue for its owner, which says how to destroy it', async () => {
    await report([well], { deployed: [state('grades-prod'), state('old-app-prod', tags)] });
    expect(titles()).toEqual(['Deployed, but no longer in the code: old-app-prod']);
    expect(standIn.issues[0]?.body).toContain('@dotkom/appkom');
    expect(standIn.issues[0]?.body).toContain('git log --oneline -- apps/old-app ');
    expect(standIn.issues[0]?.body).toContain('npx nx destroy old-app -c prod');
  });

  it('is told by the name of the stack where nothing of it has tags', async () => {
    await report([], { deployed: [state('old-app-staging')] });
    expect(standIn.issues[0]?.body).toContain('@dotkom/dotkom');
    expect(standIn.issues[0]?.body).toContain('npx nx destroy old-app -c staging');
  });

  it('takes the place of an issue of the stack that is open, and is closed once nothing is left', async () => {
    await report([grades]);
    await report([], { deployed: [state('grades-prod', tags)] });
    expect(titles()).toEqual(['Deployed, but no longer in the code: grades-prod']);
    await report([]);
    expect(titles()).toEqual([]);
  });

  it('closes nothing while it is not known what is deployed, or what the code has', async () => {
    await report([grades]);
    await report([], { deployed: undefined });
    expect(titles()).toEqual(['Drift: grades-prod']);
  });
});

describe('the stacks that the code has', () => {
  const root = mkdtempSync(join(tmpdir(), 'pipelines-'));
  afterAll(() => rmSync(root, { recursive: true }));

  const write = (file: string, text: string) => {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), text);
  };

  it('are those that were synthesised; what could not be synthesised is told', () => {
    const tags = { Application: 'grades', Environment: 'prod', Owner: 'backlog' };
    write('apps/grades/src/stacks.ts', '');
    write('apps/onlineweb/src/stacks.ts', '');
    write('apps/notes.md', '');
    write(
      'dist/apps/grades/stacks/grades-prod/cdk.tf.json',
      JSON.stringify({ provider: { aws: [{ default_tags: [{ tags }] }] } }),
    );
    expect(stacksInCode(root)).toMatchObject({
      synthesised: [{ name: 'grades-prod' }],
      stacks: [{ stack: 'grades-prod', project: 'grades', owner: 'backlog', environment: 'prod' }],
      notSynthesised: ['onlineweb'],
    });
  });
});
