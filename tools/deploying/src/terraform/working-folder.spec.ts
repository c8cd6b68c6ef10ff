import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stack } from '@dotkom/synthesised/testing';
import { deadPid } from '@dotkom/processes/testing';
import { WorkingFolder } from './working-folder';

describe('the working folder of a stack', () => {
  const root = temporaryFolder();
  const one = stack('grades-prod');
  const changed = stack('grades-prod', { aws_s3_bucket: { uploads: {} } });
  const changes = { create: 1, update: 0, replace: 2, destroy: 0, adopt: 0 };
  const newFolder = () => new WorkingFolder(mkdtempSync(join(root, 'account-')), 'grades-prod');
  const forTofu = ({ path }: WorkingFolder) => new WorkingFolder(dirname(path), 'grades-prod', 'tofu');

  it('is in the folder of the account and carries the name of the stack', () => {
    const { path } = new WorkingFolder(join(root, 'not', 'there', 'yet'), 'grades-prod');
    expect(path).toBe(join(root, 'not', 'there', 'yet', 'grades-prod'));
    expect(existsSync(path)).toBe(true);
  });

  it.each([
    ['the user', { AWS_PROFILE: 'dotkom' }],
    ['the CLI configuration', { TF_CLI_CONFIG_FILE: 'mirror.rc' }],
  ])('is initialised for one configuration, and not after %s changed', (_what, env) => {
    const folder = newFolder();
    expect(folder.isInitialised(one, {})).toBe(false);
    folder.markInitialised(one, {});
    expect(folder.isInitialised(one, {})).toBe(true);
    expect(folder.isInitialised(changed, {})).toBe(true);
    expect(folder.isInitialised(one, env)).toBe(false);
    folder.forgetInitialisation();
    expect(folder.isInitialised(one, {})).toBe(false);
  });

  it('is initialised again for other checksums of the provider, which it puts in place', () => {
    const folder = newFolder();
    expect(folder.placeLock(undefined)).toBe(false);
    expect(folder.placeLock('checksums')).toBe(true);
    expect(readFileSync(join(folder.path, '.terraform.lock.hcl'), 'utf8')).toBe('checksums');
    folder.markInitialised(one, {}, 'checksums');
    expect(folder.isInitialised(one, {}, 'checksums')).toBe(true);
    expect(folder.isInitialised(one, {}, 'others')).toBe(false);
  });

  it('keeps nothing for another program: neither what was initialised nor a plan, but a state that it holds', () => {
    const folder = newFolder();
    folder.markInitialised(one, {});
    folder.savePlanOrigin(one, changes);
    writeFiles(folder.path, {
      'plan.tfplan': '',
      '.terraform/x': '',
      '.terraform.lock.hcl': '',
      'terraform.tfstate': '',
    });
    expect(forTofu(folder).isInitialised(one, {})).toBe(false);
    expect(forTofu(folder).savedPlan(one)).toBe('of another version');
    forTofu(folder).clearInitialisation();
    expect(readdirSync(folder.path).sort()).toEqual(['plan.json', 'plan.tfplan', 'terraform.tfstate']);
  });

  it('holds the files that the stack refers to, and none that it no longer does', () => {
    const folder = newFolder();
    const assets = mkdtempSync(join(root, 'assets-'));
    writeFiles(assets, { 'code/one/function.zip': 'one' });
    folder.write({ ...one, assets });
    expect(readFileSync(join(folder.path, 'assets/code/one/function.zip'), 'utf8')).toBe('one');

    const others = mkdtempSync(join(root, 'assets-'));
    writeFiles(others, { 'code/two/function.zip': 'two' });
    folder.write({ ...one, assets: others });
    expect(existsSync(join(folder.path, 'assets/code/one'))).toBe(false);
    expect(readFileSync(join(folder.path, 'assets/code/two/function.zip'), 'utf8')).toBe('two');

    folder.write(one);
    expect(existsSync(join(folder.path, 'assets'))).toBe(false);
  });

  it('is initialised again for another backend', () => {
    const folder = newFolder();
    folder.markInitialised(one, {});
    expect(folder.isInitialised(stack('grades-prod', {}, { backend: { local: {} } }), {})).toBe(false);
  });

  it('has a saved plan only when both the plan and what it was made of are there', () => {
    const folder = newFolder();
    expect(folder.savedPlan(one)).toBe('none');
    folder.savePlanOrigin(one, changes);
    expect(folder.savedPlan(one)).toBe('none');
    writeFileSync(folder.planFile, '');
    expect(folder.savedPlan(one)).toBe('of this stack');
    expect(folder.savedChanges()).toEqual(changes);
    expect(folder.savedPlan(changed)).toBe('of another version');
  });

  it('has none of a plan left when it is removed, and removing none is fine', () => {
    const folder = newFolder();
    folder.savePlanOrigin(one, changes);
    writeFileSync(folder.planFile, '');
    writeFileSync(folder.planSummaryFile, '');
    folder.removePlan();
    folder.removePlan();
    expect(folder.savedPlan(one)).toBe('none');
    expect([folder.planFile, folder.planSummaryFile].filter((file) => existsSync(file))).toEqual([]);
  });

  it('knows the process that works in it while that lives', async () => {
    const folder = newFolder();
    expect(folder.runningProcess()).toBeUndefined();
    folder.noteProcess(process.pid);
    expect(folder.runningProcess()).toBe(process.pid);
    folder.forgetProcess();
    expect(folder.runningProcess()).toBeUndefined();
    folder.noteProcess(await deadPid());
    expect(folder.runningProcess()).toBeUndefined();
  });

  it.each(['', 'nonsense', '0'])('takes a note of a process that reads %j for none', (note) => {
    const folder = newFolder();
    writeFileSync(join(folder.path, 'terraform.pid'), note);
    expect(folder.runningProcess()).toBeUndefined();
  });

  it('forgets the state that was kept in it, and that it was', () => {
    const folder = newFolder();
    const files = ['.terraform/terraform.tfstate', 'terraform.tfstate', 'terraform.tfstate.backup'];
    writeFiles(
      folder.path,
      Object.fromEntries([...files, '.terraform/providers/one'].map((file) => [file, ''])),
    );
    folder.forgetLocalState();
    expect(files.filter((file) => existsSync(join(folder.path, file)))).toEqual([]);
    expect(existsSync(join(folder.path, '.terraform/providers/one'))).toBe(true);
  });
});
