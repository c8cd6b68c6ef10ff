import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { releaseFailedBefore, releasesWait } from '@dotkom/deploying';
import { GitHubStandIn } from '../testing/github-stand-in';
import { deploymentsOf } from './deployments';
import { mergedPullRequests } from './merged-pull-requests';
import { refuseOldRun } from './old-runs';
import { warningsOf } from './waiting-code';

const standIn = new GitHubStandIn();

beforeAll(() => standIn.start());
beforeEach(() => standIn.reset());
afterAll(() => standIn.stop());

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
  const again = (run = 41) => refuseOldRun(standIn.github, run);
  const deployJob = { name: 'applications (grades) / staging / deploy', steps: [{}] };
  const waiting = { name: 'platform (platform) / deploy', steps: [] };

  it('goes on while it is the newest, or the newer ones have not ended', async () => {
    await expect(again()).resolves.toBeUndefined();
    standIn.ran(41, { conclusion: 'failure' });
    standIn.ran(40);
    standIn.ran(42, { conclusion: null });
    await expect(again()).resolves.toBeUndefined();
  });

  it.each(['success', 'failure', 'timed_out'])(
    'is refused once a newer one ended in %s',
    async (conclusion) => {
      standIn.ran(42, { conclusion });
      await expect(again()).rejects.toThrow(/run 41 of Deploy is older than run 42.*re-run that one/);
    },
  );

  it('goes on where the newer one was skipped, or cancelled while it waited', async () => {
    standIn.ran(43, { conclusion: 'skipped' });
    const { id } = standIn.ran(42, { conclusion: 'cancelled' });
    await expect(again()).resolves.toBeUndefined();
    standIn.jobs.set(id, [{ name: 'reach', steps: [{}] }, waiting]);
    await expect(again()).resolves.toBeUndefined();
  });

  it('is refused where the newer one was cancelled while it deployed, in whichever attempt', async () => {
    const { id } = standIn.ran(42, { conclusion: 'cancelled' });
    standIn.jobs.set(id, [waiting, deployJob]);
    await expect(again()).rejects.toThrow('run 41 of Deploy is older than run 42');
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

  it('because it failed before is one too', () => {
    expect(warningsOf(releaseFailedBefore('grades-prod'))).toEqual([
      expect.stringMatching(
        /^::warning title=.*grades-prod.*::.*failed.*docs\/runbooks\/deploy-rolled-back\.md\)\.$/,
      ),
    ]);
  });

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
