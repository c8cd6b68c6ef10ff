import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { applicationStack, platformStack, TestService } from '@dotkom/outlook/testing';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { TestWorkspace } from '../../testing/workspace';
import validate from '../validate/executor';
import capacity from './executor';

const parent = temporaryFolder();
const prod = { environment: 'prod' } as const;

afterEach(() => jest.restoreAllMocks());

/** A platform of at most two nodes, and an application with a service. */
const workspace = (backend: TestService) =>
  new TestWorkspace(parent, {
    platform: { 'platform-prod': platformStack({ arm64: { min: 1, max: 2 } }).json },
    grades: { 'grades-prod': applicationStack('grades', { backend }).json },
  });

describe('nx capacity', () => {
  it('says that everything fits, and shows where it would run', async () => {
    const created = workspace({ memory: 512 });
    expect(await capacity(prod, created.context('platform'))).toEqual({ success: true });
    expect(created.output).toContain('The platform prod: everything runs, and everything can be deployed.');
    expect(created.output).toContain('grades-prod/backend');
  });

  it('fails where something would not run or could not be deployed, with what cures it', async () => {
    const created = workspace({ memory: 1024, count: 2 });
    expect(await capacity(prod, created.context('platform'))).toEqual({ success: false });
    expect(created.output).toContain('could never be deployed again');
    expect(created.output).toContain('maxNodes of platform-prod-arm64 from 2 to 3');
    expect(created.output).not.toMatch(/\n\s+at /);
  });

  it('gives programs the same as JSON, and nothing else', async () => {
    const created = workspace({ memory: 512 });
    await capacity({ ...prod, json: true }, created.context('platform'));
    expect(JSON.parse(created.output)).toMatchObject({ platform: 'prod', pools: [{ used: 1 }] });
  });

  it('has nothing to say of an environment without a platform, and says so', async () => {
    const created = workspace({});
    expect(await capacity({ environment: 'staging' }, created.context('platform'))).toEqual({
      success: true,
    });
    expect(created.output).toBe('platform has no stack for staging (it has platform-prod): nothing to do');
  });

  it('refuses a stack that is no platform', async () => {
    const created = new TestWorkspace(parent, { other: { 'other-prod': stackJson('other-prod') } });
    expect(await capacity(prod, created.context('other'))).toEqual({ success: false });
    expect(created.output).toContain('The stack other-prod is no platform');
  });

  it('asks to synthesise first', async () => {
    const created = new TestWorkspace(parent, { platform: {} });
    expect(await capacity(prod, created.context('platform'))).toEqual({ success: false });
    expect(created.output).toContain('Run npx nx synth platform.');
  });

  it('does not leave out an application that was not synthesised', async () => {
    const created = workspace({ memory: 512 });
    writeFiles(created.root, { 'apps/grades/src/stacks.ts': '' });
    rmSync(join(created.root, 'dist/apps/grades'), { recursive: true });
    expect(await capacity(prod, created.context('platform'))).toEqual({ success: false });
    expect(created.output).toContain('Run npx nx synth grades.');
  });
});

it('nx validate fails on what could not be deployed again, whichever project is validated', async () => {
  const created = workspace({ memory: 1024, count: 2 });
  for (const project of ['grades', 'platform']) {
    expect(await validate({}, created.context(project))).toEqual({ success: false });
  }
  expect(created.output).toContain('Not everything would run, or could be deployed; nothing was planned.');
  expect(created.output).toContain('grades-prod/backend (1024 MiB and 128 CPU units)');
});
