import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readResult } from '@dotkom/deploying';
import { AwsStandIn, S3StandIn } from '@dotkom/deploying/testing';
import { recording } from '@dotkom/deploying/testing';
import { Configuration } from '@dotkom/synthesised';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { gatewayRule, stackJson } from '@dotkom/synthesised/testing';
import { preTasksExecution } from '../run-of-nx';
import { TestWorkspace } from '../testing/workspace';
import addresses from './addresses/executor';
import deploy from './deploy/executor';
import destroy from './destroy/executor';
import diff from './diff/executor';
import { forEachStack } from './each-stack';
import typecheck from './typecheck/executor';
import validate from './validate/executor';

const parent = temporaryFolder();
const s3 = new S3StandIn();
const before = process.env;

beforeAll(() => s3.start());
beforeEach(() => {
  s3.reset();
  s3.buckets.set('dotkom-infra-state', new Map());
});
afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});
afterAll(() => s3.stop());

function workspace(stacks: Record<string, Record<string, object>>): TestWorkspace {
  const created = new TestWorkspace(parent, stacks);
  process.env = created.environment(s3.endpoint);
  return created;
}

const grades = () =>
  workspace({
    grades: {
      'grades-prod': stackJson('grades-prod', {
        aws_ecs_service: {
          backend_service_1A2B3C4D: { '//': { metadata: { path: 'grades-prod/backend/service' } } },
        },
      }),
      'grades-staging': stackJson('grades-staging'),
    },
  });

const prod = { environment: 'prod' } as const;

describe('what every executor that reaches an account does', () => {
  it('asks for an environment when none is given', async () => {
    const { context, output } = opened(grades());
    expect(await forEachStack('diff', {}, context, never)).toEqual({ success: false });
    expect(output()).toMatch(
      /Say for which environment: npx nx diff grades -c staging, -c prod, or -c local/,
    );
  });

  it('refuses an environment that there is not, with those that there are', async () => {
    const { context, output } = opened(grades());
    const environment = 'production' as Configuration;
    expect(await forEachStack('diff', { environment }, context, never)).toEqual({ success: false });
    expect(output()).toMatch(/no environment 'production'.*staging, prod, local/);
  });

  it.each([
    ['-c', 'lokal'],
    ['-c=lokal'],
    ['--configuration=lokal'],
    ['-t', 'diff', '--configuration', 'lokal'],
  ])(
    'names the one that was asked for, which Nx leaves out where there is no such configuration: %j %j',
    async (...args) => {
      const { context, output, root } = opened(grades());
      const argv = ['node', 'nx', 'affected', '--fresh', ...args];
      await preTasksExecution(undefined, { id: '1', workspaceRoot: root, nxJsonConfiguration: {}, argv });
      expect(await forEachStack('diff', {}, context, never)).toEqual({ success: false });
      expect(output()).toMatch(/no environment 'lokal'.*staging, prod, local/);
    },
  );

  it.each([
    ['affected', '-c', 'produ'],
    ['run', 'grades:diff:produ'],
  ])('refuses it, too, where Nx takes the default of the target in its place: %j %j', async (...args) => {
    const { context, output, root } = opened(grades());
    const argv = ['node', 'nx', ...args];
    await preTasksExecution(undefined, { id: '1', workspaceRoot: root, nxJsonConfiguration: {}, argv });
    expect(await forEachStack('diff', { environment: 'prod' }, context, never)).toEqual({ success: false });
    expect(output()).toMatch(/no environment 'produ'.*staging, prod, local/);
  });

  it('has nothing to do for a project without a stack for the environment, and says so', async () => {
    const platform = workspace({ platform: { 'platform-prod': stackJson('platform-prod') } });
    const { context, output } = opened(platform, 'platform');
    expect(await forEachStack('deploy', { environment: 'staging' }, context, never)).toEqual({
      success: true,
    });
    expect(output()).toBe('platform has no stack for staging (it has platform-prod): nothing to do');
  });

  it('says that nobody is signed in, or that the account refuses, without a stack trace', async () => {
    const { context, output } = opened(grades());
    const refused = Object.assign(new Error('Could not load credentials from any providers'), {
      name: 'CredentialsProviderError',
    });
    expect(await forEachStack('diff', prod, context, () => Promise.reject(refused))).toEqual({
      success: false,
    });
    expect(output()).toMatch(
      /Could not load credentials.*Check that you are signed in to Dotkom's AWS account/,
    );
    expect(output()).not.toMatch(/\n\s+at /);
  });

  it('asks to synthesise first', async () => {
    const { context, output } = opened(workspace({ grades: {} }));
    expect(await forEachStack('diff', prod, context, never)).toEqual({ success: false });
    expect(output()).toContain('Run npx nx synth grades.');
  });

  it('says that the AWS of this machine is not running', async () => {
    const { context, output } = opened(grades());
    expect(await forEachStack('deploy', { environment: 'local' }, context, never)).toEqual({
      success: false,
    });
    expect(output()).toContain('The AWS of this machine is not running.');
  });

  it('says that there is no Terraform', async () => {
    const { context, output } = opened(grades());
    process.env.TERRAFORM_BINARY = join(parent, 'nowhere');
    expect(await forEachStack('deploy', prod, context, never)).toEqual({ success: false });
    expect(output()).toContain('is not on PATH. Install Terraform');
  });

  it('begins nothing while a rule of the workspace is broken, in whichever project', async () => {
    const host = 'api.grades.no';
    const rule = (path: string) => ({ aws_lb_listener_rule: { rule: gatewayRule(path, [host]) } });
    const broken = workspace({
      grades: { 'grades-prod': stackJson('grades-prod') },
      one: { 'one-prod': stackJson('one-prod', rule('one-prod/web/route/rule')) },
      other: { 'other-prod': stackJson('other-prod', rule('other-prod/web/route/rule')) },
    });
    for (const executor of [diff, deploy]) {
      expect(await executor(prod, broken.context('grades'))).toEqual({ success: false });
    }
    expect(broken.output).toMatch(
      /nothing was planned.*The host 'api\.grades\.no' is claimed by one-prod\/web and by other-prod\/web/s,
    );
    expect(broken.terraform.calls).toEqual([]);
  });

  it('is not held up by projects that have not been synthesised', async () => {
    const { context } = opened(workspace({ grades: { 'grades-prod': stackJson('grades-prod') }, new: {} }));
    const stacks: string[] = [];
    const outcome = await forEachStack(
      'diff',
      prod,
      context,
      async ({ stack }) => void stacks.push(stack.name),
    );
    expect(outcome).toEqual({ success: true });
    expect(stacks).toEqual(['grades-prod']);
  });

  it('goes on with other stacks when one fails, prints every error, and fails', async () => {
    const two = { 'sample-prod': stackJson('sample-prod'), sample: stackJson('sample') };
    const { context, output } = opened(workspace({ sample: two }), 'sample');
    const finished: string[] = [];
    const outcome = await forEachStack('deploy', prod, context, async ({ stack }) => {
      await new Promise((resolve) => setTimeout(resolve, stack.name === 'sample' ? 0 : 20));
      finished.push(stack.name);
      throw Object.assign(new Error(`${stack.name} has no luck`), { name: 'UserError' });
    });
    expect(outcome).toEqual({ success: false });
    expect(finished).toEqual(['sample', 'sample-prod']);
    expect(output()).toContain('sample has no luck');
    expect(output()).toContain('sample-prod has no luck');
  });

  it('waits for another command that is at work on the same stack, and says for which process', async () => {
    const { context, output } = opened(grades());
    const events: string[] = [];
    const work = (name: string) =>
      forEachStack('diff', prod, context, async () => {
        events.push(`${name} begins`);
        await new Promise((resolve) => setTimeout(resolve, 300));
        events.push(`${name} ends`);
      });
    await Promise.all([work('a diff'), work('a deploy')]);
    expect(events).toEqual(['a diff begins', 'a diff ends', 'a deploy begins', 'a deploy ends']);
    expect(output()).toBe(
      `grades-prod: waiting for another command that is at work on it (process ${process.pid})`,
    );
  });

  it('shows a mistake of ours with where it happened, and one of theirs without', async () => {
    const { context, output } = opened(grades());
    await forEachStack('diff', prod, context, () => Promise.reject(new TypeError('ours')));
    expect(output()).toContain('TypeError: ours');
    const theirs = Object.assign(new Error('theirs'), { name: 'UserError' });
    await forEachStack('diff', prod, context, () => Promise.reject(theirs));
    expect(output().split('\n').slice(-3)).toEqual(['', 'theirs', '']);
  });
});

describe('diff', () => {
  it('shows the plan, saves it, and says where', async () => {
    const { terraform, root, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    expect(await diff(prod, work.context)).toEqual({ success: true });
    expect(terraform.commands).toEqual(['init', 'plan', 'show']);
    expect(terraform.calls[1]).toContain('-lock=false');
    expect(work.output()).toContain('grades-prod: 1 to REPLACE, 1 to DESTROY');
    expect(work.output()).toContain(`plan saved to ${join('dist', 'aws', 'grades-prod', 'plan.tfplan')}`);
    const summary = readFileSync(join(root, 'dist', 'aws', 'grades-prod', 'plan.txt'), 'utf8');
    expect(work.output()).toContain(summary.trim());
  });

  it('plans nothing while a task lacks what its image needs', async () => {
    const { terraform, root, ...work } = opened(grades());
    writeFiles(root, {
      'apps/grades/image-needs.json': {
        repository: 'dotkom/grades',
        commit: 'a'.repeat(40),
        tasks: { web: { files: ['env.ts'], start: { ORIGIN: { kind: 'setting' } } } },
      },
      'dist/apps/grades/stacks/grades-prod/cdk.tf.json': stackJson('grades-prod', {
        aws_ecs_task_definition: { web: { container_definitions: '[{"name":"web"}]' } },
      }),
    });
    expect(await diff(prod, work.context)).toEqual({ success: false });
    expect(await deploy(prod, work.context)).toEqual({ success: false });
    expect(terraform.commands).toEqual([]);
    expect(work.output()).toContain('grades-prod/web lacks ORIGIN');
  });

  it('shows which attributes change, and which of them is the reason for a replacement', async () => {
    const { terraform, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    const address = 'aws_ecs_task_definition.backend_task_5E5E5E5E';
    const change = {
      before: { cpu: '128', family: 'backend' },
      after: { cpu: '256', family: 'backend' },
      replace_paths: [['cpu']],
    };
    terraform.answer('show', { stdout: JSON.stringify({ resource_changes: [{ address, change }] }) });
    await diff(prod, work.context);
    expect(work.output()).toMatch(/REPLACE.*because cpu cannot be changed in place\n +cpu: "128" → "256"\n/);
  });

  it('fails where there is no bucket for the state, before anything runs', async () => {
    const { terraform, ...work } = opened(grades());
    s3.reset();
    expect(await diff(prod, work.context)).toEqual({ success: false });
    expect(work.output()).toContain('Deploy bootstrap first');
    expect(terraform.commands).toEqual([]);
  });
});

describe('deploy', () => {
  const resultOf = (root: string) => readResult(join(root, 'dist', 'aws', 'grades-prod', 'result.json'));

  it('plans, shows and applies, with progress, and leaves a result for programs', async () => {
    const { terraform, root, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    terraform.answer('apply', { stdout: recording('apply') });
    expect(await deploy(prod, work.context)).toEqual({ success: true });
    // And what it made, of which ECS is asked whether it is done with it.
    expect(terraform.commands).toEqual(['init', 'plan', 'show', 'apply', 'state']);
    for (const index of [1, 3]) expect(terraform.calls[index]).toContain('-lock-timeout=5m');
    expect(work.output()).toContain('grades-prod [3/6] changed grades-prod/backend/service (31 s)');
    expect(work.output()).toMatch(
      /\[6\/6\].*\n.* its longest chain of waits: grades-prod\/backend\/service \(31 s\)\ngrades-prod: deployed$/,
    );
    expect(resultOf(root)).toMatchObject({
      stack: 'grades-prod',
      project: 'grades',
      owner: 'dotkom',
      environment: 'prod',
      changes: { create: 2, update: 1, replace: 1, destroy: 1, adopt: 1 },
      services: [{ service: 'backend', host: 'api.grades.no', healthCheckPath: '/health' }],
    });
  });

  it('applies nothing when nothing changes, and its result still has the services', async () => {
    const { terraform, root, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('no-changes') });
    terraform.answer('output', {
      stdout: JSON.stringify({ web: { value: { service: 'web', host: 'grades.no' } } }),
    });
    expect(await deploy(prod, work.context)).toEqual({ success: true });
    expect(terraform.commands).toEqual(['init', 'plan', 'output']);
    expect(work.output()).toContain('grades-prod: no changes');
    expect(resultOf(root)).toMatchObject({ changes: { create: 0 }, services: [{ host: 'grades.no' }] });
  });

  it('applies a plan that only moves resources in the state', async () => {
    const { terraform, ...work } = opened(grades());
    const change = { resource: { addr: 'aws_s3_bucket.new_name' }, action: 'move' };
    terraform.answer('plan', { stdout: JSON.stringify({ type: 'planned_change', change }), code: 2 });
    expect(await deploy(prod, work.context)).toEqual({ success: true });
    expect(terraform.commands).toEqual(['init', 'plan', 'show', 'apply']);
  });

  it('applies exactly the plan that diff saved, without another, and records what that changed', async () => {
    const { terraform, root, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    terraform.answer('apply', { stdout: recording('apply') });
    await diff(prod, work.context);
    expect(await deploy(prod, work.context)).toEqual({ success: true });
    expect(terraform.commands).toEqual(['init', 'plan', 'show', 'apply', 'state']);
    expect(work.output()).toContain('grades-prod: applying the saved plan');
    expect(work.output()).toContain('[6/6]');
    expect(resultOf(root)?.changes).toEqual({ create: 2, update: 1, replace: 1, destroy: 1, adopt: 1 });
  });

  it('refuses the plan that diff saved when the code changed since, and forgets it', async () => {
    const { workspace: changing, terraform, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    await diff(prod, work.context);
    changing.synthesise(
      'grades',
      'grades-prod',
      stackJson('grades-prod', { aws_s3_bucket: { uploads: {} } }),
    );
    expect(await deploy(prod, work.context)).toEqual({ success: false });
    expect(work.output()).toMatch(/The saved plan of grades-prod is stale.*npx nx diff grades -c prod/s);
    expect(terraform.commands).toEqual(['init', 'plan', 'show']);
    terraform.answer('plan', { stdout: recording('no-changes') });
    expect(await deploy(prod, work.context)).toEqual({ success: true });
  });

  it('refuses the plan that diff saved when something was deployed since', async () => {
    const { terraform, root, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    terraform.answer('apply', { stdout: recording('stale'), code: 1 });
    await diff(prod, work.context);
    expect(await deploy(prod, work.context)).toEqual({ success: false });
    expect(work.output()).toContain('The saved plan of grades-prod is stale');
    expect(resultOf(root)).toBeUndefined();
  });

  it('fails with the reasons when it cannot apply, and leaves no result', async () => {
    const { terraform, root, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    terraform.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    expect(await deploy(prod, work.context)).toEqual({ success: false });
    expect(work.output()).toMatch(/grades-prod: apply failed.*circuit breaker/s);
    expect(resultOf(root)).toBeUndefined();
  });
});

describe('a stack that is as it was deployed last', () => {
  async function deployedOnce() {
    const { terraform, ...work } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    terraform.answer('apply', { stdout: recording('apply') });
    expect(await deploy(prod, work.context)).toEqual({ success: true });
    const before = terraform.commands.length;
    const callsSince = () =>
      terraform.commands.slice(before).filter((command) => !['show', 'state'].includes(command));
    return { ...work, terraform, callsSince };
  }

  it('is neither planned nor deployed again, and both say so', async () => {
    const { context, callsSince, output } = await deployedOnce();
    expect(await deploy(prod, context)).toEqual({ success: true });
    expect(await diff(prod, context)).toEqual({ success: true });
    expect(callsSince()).toEqual([]);
    expect(output()).toContain('grades-prod: as it was deployed last, nothing to do');
  });

  it('is planned all the same with --force', async () => {
    const { context, callsSince } = await deployedOnce();
    await diff({ ...prod, force: true }, context);
    expect(callsSince()).toEqual(['plan']);
    await deploy({ ...prod, force: true, fresh: true }, context);
    expect(callsSince()).toEqual(['plan', 'plan', 'apply']);
  });

  it('is planned again once its JSON changes', async () => {
    const { context, callsSince, workspace: changed } = await deployedOnce();
    changed.synthesise('grades', 'grades-prod', stackJson('grades-prod', { aws_sqs_queue: { more: {} } }));
    await deploy(prod, context);
    expect(callsSince()).toEqual(['plan', 'apply']);
  });

  it('is so after a saved plan was applied, too, as pipelines do it', async () => {
    const { terraform, output, context } = opened(grades());
    terraform.answer('plan', { stdout: recording('plan'), code: 2 });
    terraform.answer('apply', { stdout: recording('apply') });
    await diff(prod, context);
    expect(await deploy({ ...prod, savedOnly: true }, context)).toEqual({ success: true });
    const before = terraform.commands.length;
    expect(await deploy({ ...prod, releasesOnly: true }, context)).toEqual({ success: true });
    expect(terraform.commands.slice(before)).toEqual([]);
    expect(output()).toContain('grades-prod: as it was deployed last, nothing to do');
  });

  it('is left alone by a deploy of a saved plan where none is saved', async () => {
    const { context, callsSince, output } = await deployedOnce();
    expect(await deploy({ ...prod, savedOnly: true, force: true }, context)).toEqual({ success: true });
    expect(callsSince()).toEqual([]);
    expect(output()).toContain('grades-prod: no plan is saved, nothing to do');
  });

  it('is planned again after a deploy that failed half way', async () => {
    const { context, callsSince, terraform } = await deployedOnce();
    terraform.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    expect(await deploy({ ...prod, force: true }, context)).toEqual({ success: false });
    const before = callsSince().length;
    await deploy(prod, context);
    expect(callsSince().slice(before)).toContain('plan');
  });
});

describe('a deploy of what was released alone', () => {
  const path = '/releases/grades/prod/backend';
  const aws = new AwsStandIn();
  let released: string;
  let fact: string;
  beforeAll(() => aws.start());
  beforeEach(() => {
    aws.reset();
    [released, fact] = ['sha256:1', 'vpc-1'];
    aws.on('GetParametersByPath', ({ Path }) => ({
      Parameters: [
        Path === '/platform/prod' ? { Name: `${Path}/vpc-id`, Value: fact } : { Name: path, Value: released },
      ],
    }));
    aws.on('PutParameter', ({ Value }) => ((released = Value), {}));
  });
  afterAll(() => aws.stop());

  const json = {
    ...stackJson('grades-prod', {
      aws_ecs_task_definition: {
        backend: { image: '${data.aws_ssm_parameters_by_path.releases.values[0]}' },
      },
      aws_ecs_service: { backend: { task_definition: '${aws_ecs_task_definition.backend.arn}' } },
      aws_sqs_queue: { mail: {} },
    }),
    data: {
      aws_ssm_parameters_by_path: {
        releases: { path: '/releases/grades/prod' },
        platform: { path: '/platform/prod' },
      },
    },
  };
  const planning = (...changes: [action: string, addr: string][]) => ({
    stdout: changes
      .map(([action, addr]) =>
        JSON.stringify({ type: 'planned_change', change: { action, resource: { addr } } }),
      )
      .join('\n'),
    code: 2,
  });
  const ofARelease = planning(
    ['replace', 'aws_ecs_task_definition.backend'],
    ['update', 'aws_ecs_service.backend'],
  );
  const releasesOnly = { ...prod, releasesOnly: true };

  async function deployedOnce() {
    const work = opened(workspace({ grades: { 'grades-prod': json } }));
    process.env.AWS_ENDPOINT_URL_SSM = aws.endpoint;
    work.terraform.answer('plan', ofARelease);
    work.terraform.answer('apply', { stdout: recording('apply') });
    expect(await deploy(prod, work.context)).toEqual({ success: true });
    const before = work.terraform.commands.length;
    const callsSince = () =>
      work.terraform.commands.slice(before).filter((command) => !['show', 'state'].includes(command));
    return { ...work, callsSince };
  }

  it('deploys it, and has nothing to do while nothing is released', async () => {
    const { context, callsSince, output } = await deployedOnce();
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince()).toEqual([]);
    released = 'sha256:2';
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'apply']);
    expect(output()).toContain('grades-prod: deployed');
  });

  it.each([
    ['its code', () => ({ code: true }), 'its code is'],
    ['a fact of its platform', () => ((fact = 'vpc-2'), {}), "its platform's facts are"],
  ])('leaves the stack alone while %s is not what was deployed', async (_what, change, said) => {
    const { context, callsSince, output, workspace: changed } = await deployedOnce();
    released = 'sha256:2';
    if ('code' in change()) changed.synthesise('grades', 'grades-prod', { ...json, output: {} });
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince()).toEqual([]);
    expect(output()).toContain(`grades-prod: ${said} not what was deployed last`);
  });

  it('refuses a plan that changes what no release reaches, and leaves the release recorded', async () => {
    const { context, callsSince, output, terraform } = await deployedOnce();
    released = 'sha256:2';
    terraform.answer(
      'plan',
      planning(['replace', 'aws_ecs_task_definition.backend'], ['update', 'aws_sqs_queue.mail']),
    );
    expect(await deploy(releasesOnly, context)).toEqual({ success: false });
    expect(callsSince()).toEqual(['plan']);
    expect(output()).toMatch(
      /more would change than what was released:\n\n {2}mail \(aws_sqs_queue\.mail\)\n\n.*npx nx deploy grades -c prod/s,
    );
    expect(released).toBe('sha256:2');
  });

  it('takes back what failed, and tries the next one', async () => {
    const { context, callsSince, output, terraform } = await deployedOnce();
    released = 'sha256:2';
    terraform.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    expect(await deploy(releasesOnly, context)).toEqual({ success: false });
    expect(released).toBe('sha256:1');
    expect(output()).toContain(`grades-prod: the release is taken back; ${path} is again what was deployed`);
    released = 'sha256:3';
    terraform.answer('apply', { stdout: recording('apply') });
    const before = callsSince().length;
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince().slice(before)).toEqual(['plan', 'apply']);
  });

  it('does not try a first one again that failed, which has none before it, until another is released', async () => {
    let first: string | undefined;
    aws.on('GetParametersByPath', ({ Path }) => {
      if (Path === '/platform/prod') return { Parameters: [{ Name: `${Path}/vpc-id`, Value: fact }] };
      return { Parameters: first ? [{ Name: path, Value: first }] : [] };
    });
    const { context, callsSince, output, terraform } = await deployedOnce();
    first = 'sha256:1';
    terraform.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    expect(await deploy(releasesOnly, context)).toEqual({ success: false });
    expect(callsSince()).toEqual(['plan', 'apply']);
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'apply']);
    expect(output()).toContain('grades-prod: what was released failed when it was deployed');
    first = 'sha256:2';
    terraform.answer('apply', { stdout: recording('apply') });
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'apply', 'plan', 'apply']);
  });

  it('that is recorded after a plan without changes is deployed by the deploy that a person asks for', async () => {
    const { context, callsSince, output, terraform } = await deployedOnce();
    terraform.answer('plan', { stdout: recording('no-changes') }, ofARelease);
    await diff({ ...prod, force: true }, context);
    released = 'sha256:2';
    expect(await deploy(prod, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'plan', 'apply']);
    expect(output()).toContain('the saved plan has no changes, and a release was recorded since');
    expect(await deploy(prod, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'plan', 'apply']);
  });

  it('leaves a plan without changes to be applied while nothing else is released, and refuses it once a fact is another', async () => {
    const { context, callsSince, output, terraform } = await deployedOnce();
    terraform.answer('plan', { stdout: recording('no-changes') });
    for (const changes of [() => undefined, () => (fact = 'vpc-2')]) {
      await diff({ ...prod, force: true }, context);
      changes();
      await deploy(prod, context);
    }
    expect(callsSince()).toEqual(['plan', 'apply', 'plan']);
    expect(output()).toContain('The saved plan of grades-prod is stale');
  });

  it('that is recorded between a plan and its deploy refuses nothing, and is deployed next', async () => {
    const { context, callsSince } = await deployedOnce();
    await diff({ ...prod, force: true }, context);
    released = 'sha256:2';
    expect(await deploy({ ...prod, savedOnly: true }, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'apply']);
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'apply', 'plan', 'apply']);
  });

  it('never takes back what was recorded while it failed', async () => {
    const { context, terraform } = await deployedOnce();
    released = 'sha256:2';
    terraform.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    let asked = 0;
    aws.on('GetParametersByPath', ({ Path }) => {
      // Once planned, everybody is asked what is released before it is applied, and again when that failed.
      if (Path !== '/platform/prod' && (asked += 1) === 4) released = 'sha256:3';
      const value = Path === '/platform/prod' ? fact : released;
      return { Parameters: [{ Name: Path === '/platform/prod' ? `${Path}/vpc-id` : path, Value: value }] };
    });
    expect(await deploy(releasesOnly, context)).toEqual({ success: false });
    expect(released).toBe('sha256:3');
  });

  it('does not apply a plan that was saved for more', async () => {
    const { context, callsSince, terraform } = await deployedOnce();
    terraform.answer('plan', planning(['update', 'aws_sqs_queue.mail']), ofARelease);
    await diff({ ...prod, force: true }, context);
    released = 'sha256:2';
    expect(await deploy(releasesOnly, context)).toEqual({ success: true });
    expect(callsSince()).toEqual(['plan', 'plan', 'apply']);
  });
});

describe('destroy', () => {
  const state = JSON.stringify({ resources: [{ mode: 'managed' }] });
  const bootstrap = () =>
    workspace({
      bootstrap: {
        bootstrap: stackJson('bootstrap', { aws_s3_bucket: { state: { bucket: 'dotkom-infra-state' } } }),
      },
    });

  it('touches nothing unless it is confirmed', async () => {
    const { terraform, ...work } = opened(grades());
    const { isTTY } = process.stdin;
    process.stdin.isTTY = false;
    expect(await destroy(prod, work.context)).toEqual({ success: false });
    process.stdin.isTTY = isTTY;
    expect(work.output()).toMatch(/grades-prod was not destroyed: it has to be confirmed.*--yes/);
    expect(terraform.commands).toEqual([]);
  });

  it('destroys the one stack, says so, and forgets the result of its deploy', async () => {
    const { terraform, root, ...work } = opened(grades());
    const result = join(root, 'dist', 'aws', 'grades-prod', 'result.json');
    writeFiles(root, { 'dist/aws/grades-prod/result.json': {} });
    expect(await destroy({ ...prod, yes: true }, work.context)).toEqual({ success: true });
    expect(terraform.commands).toEqual(['init', 'apply', 'destroy']);
    expect(work.output()).toContain('grades-prod: destroyed');
    expect(work.output()).not.toContain('grades-staging');
    expect(existsSync(result)).toBe(false);
  });

  it('refuses to destroy the bucket for states while other stacks have theirs in it', async () => {
    const { terraform, ...work } = opened(bootstrap(), 'bootstrap');
    s3.buckets.get('dotkom-infra-state')?.set('stacks/grades-prod.tfstate', state);
    expect(await destroy({ ...prod, yes: true }, work.context)).toEqual({ success: false });
    expect(work.output()).toContain('keeps the states of grades-prod');
    expect(terraform.commands).toEqual([]);
  });

  it('takes the state of the stack that makes the bucket out of it first, and can deploy it again after', async () => {
    const { terraform, root, ...work } = opened(bootstrap(), 'bootstrap');
    const folder = 'dist/aws/bootstrap';
    writeFiles(root, {
      [`${folder}/.terraform/terraform.tfstate`]: { backend: { type: 'local' } },
      [`${folder}/terraform.tfstate`]: '',
    });
    expect(await destroy({ ...prod, yes: true }, work.context)).toEqual({ success: true });
    expect(terraform.commands).toEqual(['init', 'init', 'apply', 'destroy']);
    expect(terraform.calls[1]).toEqual(['init', '-no-color', '-migrate-state', '-force-copy']);
    for (const file of ['.terraform/terraform.tfstate', 'terraform.tfstate']) {
      expect(existsSync(join(root, folder, file))).toBe(false);
    }
  });
});

describe('destroying the stack that makes the state bucket, after that did not end', () => {
  const half = () => {
    const work = opened(
      workspace({
        bootstrap: {
          bootstrap: stackJson('bootstrap', { aws_s3_bucket: { state: { bucket: 'dotkom-infra-state' } } }),
        },
      }),
      'bootstrap',
    );
    const state = join(work.root, 'dist/aws/bootstrap/terraform.tfstate');
    writeFiles(work.root, { 'dist/aws/bootstrap/terraform.tfstate': { resources: [{ mode: 'managed' }] } });
    return { ...work, state };
  };

  it('goes on from the state that it had taken out, and moves no other over it', async () => {
    const { terraform, state, ...work } = half();
    expect(await destroy({ ...prod, yes: true }, work.context)).toEqual({ success: true });
    expect(terraform.commands).toEqual(['init', 'apply', 'destroy']);
    expect(terraform.calls.flat()).not.toContain('-migrate-state');
    expect(existsSync(state)).toBe(false);
  });

  it('keeps that state when it fails again', async () => {
    const { terraform, state, ...work } = half();
    terraform.answer('destroy', { stdout: recording('failed-apply'), code: 1 });
    expect(await destroy({ ...prod, yes: true }, work.context)).toEqual({ success: false });
    expect(existsSync(state)).toBe(true);
  });

  it('is what everything else waits for', async () => {
    const { terraform, ...work } = half();
    expect(await deploy(prod, work.context)).toEqual({ success: false });
    expect(work.output()).toMatch(/A destroy of bootstrap did not end.*keep that file.*again/);
    expect(terraform.commands).toEqual([]);
  });
});

describe('validate', () => {
  it('checks every stack without the state and without credentials', async () => {
    const { terraform, ...work } = opened(grades());
    s3.refusesWith = 403;
    terraform.answer('validate', { stdout: '{"valid": true, "diagnostics": []}' });
    expect(await addresses({}, work.context)).toEqual({ success: true });
    expect(await validate({}, work.context)).toEqual({ success: true });
    expect(terraform.calls.filter(([command]) => command === 'init')).toEqual([
      ['init', '-no-color', '-reconfigure'],
      ['init', '-no-color', '-reconfigure'],
    ]);
    expect(work.output()).toContain('grades-prod: valid');
    expect(work.output()).toContain('grades-staging: valid');
  });

  it('warns of what nearly breaks a rule of the workspace, and does not fail for it', async () => {
    const rules = Array.from({ length: 85 }, (_, index) => [
      `r${index}`,
      gatewayRule(`many-prod/s${index}/route/rule`, [`${index}.no`], { priority: index }),
    ]);
    const resources = { aws_lb_listener_rule: Object.fromEntries(rules) };
    const { terraform, ...work } = opened(
      workspace({ many: { 'many-prod': stackJson('many-prod', resources) } }),
      'many',
    );
    terraform.answer('validate', { stdout: '{"valid": true, "diagnostics": []}' });
    expect(await validate({}, work.context)).toEqual({ success: true });
    expect(work.output()).toContain('Warning: The gateway of prod has 85 of at most 100 rules.');
  });

  it('refuses everything that breaks a rule of the workspace, all at once', async () => {
    const path = (of: string) => ({ '//': { metadata: { path: of } } });
    const rules = Array.from({ length: 101 }, (_, index) => [
      `r${index}`,
      gatewayRule(`one-prod/s${index}/route/rule`, ['a.no'], { priority: index }),
    ]);
    const listener = { default_action: [{ redirect: { host: 'nowhere.no' } }] };
    const role = (of: string) => ({ role: { ...path(of), name: 'the-same' } });
    const work = opened(
      workspace({
        one: {
          'one-prod': stackJson('one-prod', {
            aws_lb_listener_rule: Object.fromEntries(rules),
            aws_iam_role: role('one-prod/role'),
            aws_ecs_service: { api: { ...path('one-prod/api/service'), name: 'api' } },
          }),
        },
        other: {
          'other-prod': stackJson('other-prod', {
            aws_lb_listener: { it: { ...path('other-prod/listener'), ...listener } },
            aws_iam_role: role('other-prod/role'),
          }),
        },
      }),
      'one',
    );
    expect(await validate({}, work.context)).toEqual({ success: false });
    for (const problem of [
      "The host 'a.no' is claimed by",
      "redirects every host that no application claims to 'nowhere.no'",
      'The gateway of prod would have 101 rules',
      "the role 'the-same': one-prod/role and other-prod/role",
      'npx nx addresses one', // Another check than the rules.
    ]) {
      expect(work.output()).toContain(problem);
    }
    expect(work.terraform.calls).toEqual([]);
  });

  it('fails with what is wrong and where', async () => {
    const { terraform, ...work } = opened(grades());
    const address = 'aws_ecs_service.backend_service_1A2B3C4D';
    const diagnostics = [{ severity: 'error', summary: 'Unsupported argument', address }];
    terraform.answer('validate', { stdout: JSON.stringify({ valid: false, diagnostics }), code: 1 });
    expect(await addresses({}, work.context)).toEqual({ success: true });
    expect(await validate({}, work.context)).toEqual({ success: false });
    expect(work.output()).toMatch(
      /grades-prod\/backend\/service \(aws_ecs_service.*\n {2}Unsupported argument/,
    );
  });
});

describe('typecheck', () => {
  it('fails where a type does not fit, with what the compiler says', async () => {
    const { context, output, root } = opened(grades());
    mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
    symlinkSync(
      join(__dirname, '../../../../node_modules/.bin/tsc'),
      join(root, 'node_modules', '.bin', 'tsc'),
    );
    writeFiles(root, {
      'apps/grades/tsconfig.json': { compilerOptions: { types: [] }, include: ['src'] },
      'apps/grades/src/stacks.ts': "const size: number = 'large';\nexport default size;\n",
    });
    expect(await typecheck({}, context)).toEqual({ success: false });
    expect(output()).toMatch(/types do not fit.*stacks\.ts\(1,7\): error TS2322/s);
  });
});

describe('addresses', () => {
  const service = 'aws_ecs_service.backend_service_1A2B3C4D';

  it('brings the list up to date, before which the project does not validate', async () => {
    const { terraform, ...work } = opened(grades());
    terraform.answer('validate', { stdout: '{"valid": true, "diagnostics": []}' });
    expect(await validate({}, work.context)).toEqual({ success: false });
    expect(terraform.calls).toEqual([]);
    expect(await addresses({}, work.context)).toEqual({ success: true });
    expect(work.output()).toContain(`+ grades-prod ${service}`);
    expect(await validate({}, work.context)).toEqual({ success: true });
  });

  it('lets a service go only when that is confirmed', async () => {
    const created = grades();
    const { context, output } = opened(created);
    expect(await addresses({}, context)).toEqual({ success: true });
    created.synthesise('grades', 'grades-prod', stackJson('grades-prod'));
    expect(await addresses({}, context)).toEqual({ success: false });
    expect(await validate({}, context)).toEqual({ success: false });
    expect(output()).toContain(`npx nx addresses grades --confirm-removal=${service}`);
    expect(await addresses({ confirmRemoval: [service] }, context)).toEqual({ success: true });
    expect(await addresses({}, context)).toEqual({ success: true });
    expect(output()).toContain('up to date');
  });
});

/** A workspace, taken apart for a test of one project. */
function opened(workspace: TestWorkspace, project = 'grades') {
  return {
    workspace,
    root: workspace.root,
    terraform: workspace.terraform,
    context: workspace.context(project),
    output: () => workspace.output,
  };
}

async function never(): Promise<void> {
  throw new Error('Nothing should have been begun.');
}
