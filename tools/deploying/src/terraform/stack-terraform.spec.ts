import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SynthesisedStack } from '@dotkom/synthesised';
import { temporaryFolder } from '@dotkom/processes/testing';
import { stack } from '@dotkom/synthesised/testing';
import { Account } from '../account/account';
import { recording, TerraformStandIn } from '../testing/programs';
import { StackTerraform } from './stack-terraform';

const root = temporaryFolder();
const grades = stack('grades-prod', {
  aws_ecs_service: {
    backend_service_1A2B3C4D: { '//': { metadata: { path: 'grades-prod/backend/service' } } },
  },
  aws_route53_record: {
    backend_route_record_12345678: { '//': { metadata: { path: 'grades-prod/backend/record' } } },
  },
});

/** Terraform's stand-in at work on a stack, in an account of its own. */
async function atWork(
  options: { on?: SynthesisedStack; isLocal?: boolean; variables?: Record<string, string> } = {},
): Promise<{ terraform: StackTerraform; standIn: TerraformStandIn; account: Account; said: string[] }> {
  const { on = grades, isLocal = true, variables = {} } = options;
  const folder = mkdtempSync(join(root, 'account-'));
  const standIn = new TerraformStandIn(folder);
  const ownConfiguration = join(folder, 'own.rc');
  writeFileSync(ownConfiguration, '');
  const env = { TERRAFORM_BINARY: standIn.binary, TF_CLI_CONFIG_FILE: ownConfiguration };
  const account = { isLocal, env, folder, variables };
  const said: string[] = [];
  const terraform = await StackTerraform.for(on, account, (line) => said.push(line));
  return { terraform, standIn, account, said };
}

const none = () => undefined;

describe('initialising a stack', () => {
  it('puts the very JSON in place that was synthesised', async () => {
    const { terraform } = await atWork();
    await terraform.init();
    expect(readFileSync(join(terraform.folder.path, 'cdk.tf.json'), 'utf8')).toBe(grades.text);
  });

  it('is done once while nothing that it is about changes', async () => {
    const { terraform, standIn, account } = await atWork();
    await terraform.init();
    await terraform.init();
    const changed = stack('grades-prod', { aws_s3_bucket: { uploads: {} } });
    await (await StackTerraform.for(changed, account, none)).init();
    expect(standIn.commands).toEqual(['init']);
    expect(readFileSync(join(terraform.folder.path, 'cdk.tf.json'), 'utf8')).toBe(changed.text);
  });

  it('is done again after the terraform block changes', async () => {
    const { terraform, standIn, account } = await atWork();
    await terraform.init();
    const changed = stack(
      'grades-prod',
      {},
      { required_providers: { aws: { source: 'aws', version: '>= 6.0.0' } } },
    );
    await (await StackTerraform.for(changed, account, none)).init();
    expect(standIn.commands).toEqual(['init', 'init']);
  });

  it('is done again after it failed, and says why it failed', async () => {
    const { terraform, standIn } = await atWork();
    standIn.answer('init', { stderr: 'Error: Failed to query available provider packages\n', code: 1 }, {});
    await expect(terraform.init()).rejects.toThrow(
      /^grades-prod: init failed\.\n\n {2}Error: Failed to query/,
    );
    await terraform.init();
    await terraform.init();
    expect(standIn.commands).toEqual(['init', 'init']);
  });

  it('with another backend overrides the one of the stack, and is done again without', async () => {
    const { terraform, standIn } = await atWork();
    const override = join(terraform.folder.path, 'backend_override.tf.json');
    await terraform.init();
    await terraform.init({ backend: { local: {} }, args: ['-reconfigure'] });
    expect(JSON.parse(readFileSync(override, 'utf8'))).toEqual({ terraform: { backend: { local: {} } } });
    await terraform.init();
    expect(existsSync(override)).toBe(false);
    expect(standIn.calls).toEqual([
      ['init', '-no-color'],
      ['init', '-no-color', '-reconfigure'],
      ['init', '-no-color'],
    ]);
  });

  it('waits for a run that is still ending, and goes on when it ended', async () => {
    const { terraform, standIn, said } = await atWork();
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => 0, 60_000)'], { stdio: 'ignore' });
    const ended = new Promise((resolve) => other.on('close', resolve));
    terraform.folder.noteProcess(other.pid ?? 0);
    const initialised = terraform.init();
    expect(said).toEqual([`grades-prod: waiting for a run that is still ending (process ${other.pid})`]);
    expect(standIn.commands).toEqual([]);
    other.kill();
    await ended;
    await initialised;
    expect(said).toHaveLength(1);
    expect(standIn.commands).toEqual(['init']);
  });

  it('does not wait for a process that has ended, and leaves no note of its own', async () => {
    const { terraform, said } = await atWork();
    const other = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await new Promise((resolve) => other.on('close', resolve));
    terraform.folder.noteProcess(other.pid ?? 0);
    await terraform.init();
    expect(said).toEqual([]);
    expect(existsSync(join(terraform.folder.path, 'terraform.pid'))).toBe(false);
  });
});

describe('planning', () => {
  it('gives what would change, saves the plan and notes what it was made of', async () => {
    const { terraform, standIn } = await atWork();
    standIn.answer('plan', { stdout: recording('plan'), code: 2 });
    const { planned } = await terraform.plan({ lock: true });
    expect(planned.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['create', 'update', 'replace', 'delete', 'import']),
    );
    expect(existsSync(terraform.folder.planFile)).toBe(true);
    expect(terraform.folder.savedPlan(grades)).toBe('of this stack');
    expect(terraform.folder.savedPlan(stack('grades-prod', { aws_s3_bucket: {} }))).toBe(
      'of another version',
    );
  });

  it('hands the variables of the account on', async () => {
    const { terraform, standIn } = await atWork({ variables: { deletion_protection: 'false' } });
    standIn.answer('plan', { stdout: recording('no-changes') });
    await terraform.plan({ lock: true });
    expect(standIn.calls[0]).toContain('-var=deletion_protection=false');
  });

  it.each([
    [
      'waits for the lock that somebody has, in a real account',
      { isLocal: false },
      true,
      ['-lock-timeout=5m'],
    ],
    ['does not on this machine, where nobody can have it', { isLocal: true }, true, []],
    ['takes no lock for a plan to read', { isLocal: false }, false, ['-lock=false']],
  ])('%s', async (_what, account, lock, expected) => {
    const { terraform, standIn } = await atWork(account);
    standIn.answer('plan', { stdout: recording('no-changes') });
    await terraform.plan({ lock });
    expect(standIn.calls[0]?.filter((arg) => arg.startsWith('-lock'))).toEqual(expected);
  });

  it.each([
    ['on this machine nothing waits for its turn', { isLocal: true }, ['-parallelism=40']],
    ['in a real account Terraform keeps to its own pace, or AWS would throttle it', { isLocal: false }, []],
  ])('%s', async (_what, account, expected) => {
    const { terraform, standIn } = await atWork(account);
    standIn.answer('plan', { stdout: recording('no-changes') });
    await terraform.plan({ lock: true });
    expect(standIn.calls[0]?.filter((arg) => arg.startsWith('-parallelism'))).toEqual(expected);
  });

  it('fails with where each error comes from, and leaves no plan to apply', async () => {
    const { terraform, standIn } = await atWork();
    standIn.answer('plan', { stdout: recording('failed-apply'), code: 1 });
    const attempt = terraform.plan({ lock: true });
    await expect(attempt).rejects.toThrow(
      'grades-prod/backend/service (aws_ecs_service.backend_service_1A2B3C4D)',
    );
    await expect(attempt).rejects.toThrow(
      'grades-prod/backend/record (aws_route53_record.backend_route_record_12345678["A"])',
    );
    expect(terraform.folder.savedPlan(grades)).toBe('none');
  });

  it('passes on what Terraform complains of before it writes JSON', async () => {
    const { terraform, standIn } = await atWork();
    standIn.answer('plan', { stderr: '\nError: unknown flag\n\n', code: 1 });
    await expect(terraform.plan({ lock: true })).rejects.toThrow(
      /^grades-prod: plan failed\.\n\n {2}Error: unknown flag$/,
    );
  });
});

describe('a state that is locked', () => {
  const locked = { stdout: recording('locked'), code: 1 };

  it('is released on the AWS of this machine, where only a killed run can have left the lock, and work goes on', async () => {
    const { terraform, standIn, said } = await atWork({ isLocal: true });
    standIn.answer('plan', locked, { stdout: recording('no-changes') });
    await expect(terraform.plan({ lock: true })).resolves.toEqual({ planned: [], hasChanges: false });
    expect(standIn.commands).toEqual(['plan', 'force-unlock', 'plan']);
    expect(standIn.calls[1]).toEqual(['force-unlock', '-force', '6e1e7f0a-1111-2222-3333-444455556666']);
    expect(said.join()).toContain('releasing the lock');
  });

  it('is reported with its holder when it is locked again after that', async () => {
    const { terraform, standIn } = await atWork({ isLocal: true });
    standIn.answer('plan', locked);
    await expect(terraform.plan({ lock: true })).rejects.toThrow(
      'kari@laptop is at it since 2026-11-22 18:00:00.1 +0000 UTC',
    );
    expect(standIn.commands).toEqual(['plan', 'force-unlock', 'plan']);
  });

  it('is reported with its holder in a real account, and never released', async () => {
    const { terraform, standIn } = await atWork({ isLocal: false });
    standIn.answer('plan', locked);
    await expect(terraform.plan({ lock: true })).rejects.toThrow(
      'kari@laptop is at it since 2026-11-22 18:00:00.1 +0000 UTC',
    );
    expect(standIn.commands).toEqual(['plan']);
  });

  it('does not make other failures try again', async () => {
    const { terraform, standIn } = await atWork({ isLocal: true });
    standIn.answer('plan', { stdout: recording('failed-apply'), code: 1 });
    await expect(terraform.plan({ lock: true })).rejects.toThrow('plan failed');
    expect(standIn.commands).toEqual(['plan']);
  });

  it('is released before destroying locally, too', async () => {
    const { terraform, standIn } = await atWork({ isLocal: true });
    standIn.answer('destroy', locked, {});
    await terraform.destroy(none);
    expect(standIn.commands).toEqual(['destroy', 'force-unlock', 'destroy']);
  });
});

describe('applying the saved plan', () => {
  async function planned(account?: { isLocal?: boolean; on?: SynthesisedStack }) {
    const work = await atWork(account);
    work.standIn.answer('plan', { stdout: recording('plan'), code: 2 });
    await work.terraform.plan({ lock: true });
    return work;
  }

  it('releases the lock that a killed run left, on the AWS of this machine', async () => {
    const { terraform, standIn } = await planned({ isLocal: true });
    standIn.answer('apply', { stdout: recording('locked'), code: 1 }, { stdout: recording('apply') });
    await terraform.applySavedPlan(none);
    expect(standIn.commands.slice(-3)).toEqual(['apply', 'force-unlock', 'apply']);
  });

  it('applies that file, tells each resource as it is done, gives the outputs and removes the plan', async () => {
    const { terraform, standIn } = await planned();
    standIn.answer('apply', { stdout: recording('apply') });
    const done: string[] = [];
    const outputs = await terraform.applySavedPlan(({ action, constructPath, seconds }) =>
      done.push(`${action} ${constructPath} ${seconds}`),
    );
    expect(standIn.calls.at(-1)).toEqual(['apply', '-json', '-parallelism=40', terraform.folder.planFile]);
    expect(done).toContain('update grades-prod/backend/service 31');
    expect(done).toContain('create grades-prod/backend/record 3');
    expect(done).toHaveLength(6);
    expect(outputs).toMatchObject({ backend: { value: { host: 'api.grades.no' } }, zone: { value: 'Z1' } });
    expect(terraform.folder.savedPlan(grades)).toBe('none');
  });

  it('is refused when it is stale, and the plan removed', async () => {
    const { terraform, standIn } = await planned();
    standIn.answer('apply', { stdout: recording('stale'), code: 1 });
    await expect(terraform.applySavedPlan(none)).resolves.toBe('stale');
    expect(terraform.folder.savedPlan(grades)).toBe('none');
  });

  it('shows what a one-off task says as it says it, and its conclusion where it fails', async () => {
    const migration = stack('grades-prod', {
      terraform_data: {
        migration_run_12345678: { '//': { metadata: { path: 'grades-prod/migration/run' } } },
      },
    });
    const { terraform, standIn, said } = await planned({ on: migration });
    standIn.answer('apply', { stdout: recording('provisioner'), code: 1 });
    await expect(terraform.applySavedPlan(none)).rejects.toThrow(
      /\n\n {2}grades-prod\/migration\/run \(terraform_data\.migration_run_12345678\[0\]\)\n {2}two$/,
    );
    expect(said).toEqual([
      'grades-prod/migration/run: Task arn:aws:ecs:eu-north-1:123456789012:task/prod/1',
      'grades-prod/migration/run: one',
      'grades-prod/migration/run: two',
    ]);
  });

  it('fails with the reasons, and the plan cannot be applied again', async () => {
    const { terraform, standIn } = await planned();
    standIn.answer('apply', { stdout: recording('failed-apply'), code: 1 });
    await expect(terraform.applySavedPlan(none)).rejects.toThrow(
      /apply failed.*grades-prod\/backend\/service.*circuit breaker/s,
    );
    expect(terraform.folder.savedPlan(grades)).toBe('none');
  });
});

describe('destroying', () => {
  it('lifts deletion protection first, and stops when that fails', async () => {
    const { terraform, standIn } = await atWork({ isLocal: false });
    standIn.answer('apply', {}, { stdout: recording('failed-apply'), code: 1 });
    await terraform.destroy(none);
    expect(standIn.commands).toEqual(['apply', 'destroy']);
    for (const call of standIn.calls) {
      expect(call).toEqual(expect.arrayContaining(['-auto-approve', '-var=deletion_protection=false']));
      expect(call.join(' ')).not.toContain('discard_data');
    }
    await expect(terraform.destroy(none)).rejects.toThrow('apply failed');
    expect(standIn.commands).toEqual(['apply', 'destroy', 'apply']);
  });

  it('needs no lifting locally, where nothing is protected, and discards what the account says', async () => {
    const variables = { deletion_protection: 'false', discard_data: 'true' };
    const { terraform, standIn } = await atWork({ isLocal: true, variables });
    await terraform.destroy(none);
    expect(standIn.commands).toEqual(['destroy']);
    expect(standIn.calls[0]?.filter((arg) => arg.startsWith('-var'))).toEqual([
      '-var=deletion_protection=false',
      '-var=discard_data=true',
    ]);
  });
});

describe('the answers of Terraform', () => {
  const beside = 'Warning: there are problems with the CLI configuration\n';

  it('are read, whatever it warns of besides', async () => {
    const { terraform, standIn } = await atWork();
    standIn.answer('output', { stdout: '{"zone":\n{"value": "Z1"}}', stderr: beside });
    standIn.answer('validate', { stdout: '{"valid": true, "diagnostics": []}', stderr: beside });
    await expect(terraform.outputs()).resolves.toEqual({ zone: { value: 'Z1' } });
    await expect(terraform.validate()).resolves.toBeUndefined();
  });

  it('are no outputs where nothing is deployed', async () => {
    const { terraform, standIn } = await atWork();
    standIn.answer('output', { stderr: 'No outputs found', code: 1 });
    await expect(terraform.outputs()).resolves.toEqual({});
  });

  it('make a stack invalid, with where it comes from', async () => {
    const { terraform, standIn } = await atWork();
    const address = 'aws_ecs_service.backend_service_1A2B3C4D';
    const diagnostics = [{ severity: 'error', summary: 'Missing required argument', address }];
    standIn.answer('validate', { stdout: JSON.stringify({ valid: false, diagnostics }), code: 1 });
    await expect(terraform.validate()).rejects.toThrow(
      /grades-prod: validate failed.*grades-prod\/backend\/service .*\n {2}Missing required argument/s,
    );
  });

  it('are for people even when Terraform itself fails', async () => {
    const { terraform, standIn } = await atWork();
    standIn.answer('validate', { stderr: 'panic: runtime error\n', code: 2 });
    const attempt = terraform.validate();
    await expect(attempt).rejects.toMatchObject({ name: 'UserError' });
    await expect(attempt).rejects.toThrow('panic: runtime error');
  });
});

describe('the construct that a resource comes from', () => {
  it('is found by its address, with or without an index', async () => {
    const { terraform } = await atWork();
    expect(terraform.constructPath('aws_ecs_service.backend_service_1A2B3C4D')).toBe(
      'grades-prod/backend/service',
    );
    expect(terraform.constructPath('aws_route53_record.backend_route_record_12345678["A"]')).toBe(
      'grades-prod/backend/record',
    );
  });

  it('is the address itself for what is in the code no more', async () => {
    const { terraform } = await atWork();
    expect(terraform.constructPath('aws_s3_bucket.gone')).toBe('aws_s3_bucket.gone');
  });
});
