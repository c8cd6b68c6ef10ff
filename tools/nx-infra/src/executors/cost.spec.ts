import { applicationStack, platformStack } from '@dotkom/outlook/testing';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { TestWorkspace } from '../testing/workspace';
import cost from './cost/executor';

const parent = temporaryFolder();
afterEach(() => jest.restoreAllMocks());

const workspace = (more: Record<string, Record<string, object>> = {}) =>
  new TestWorkspace(parent, {
    platform: { 'platform-prod': platformStack({ arm64: { min: 2, max: 4 } }).json },
    grades: { 'grades-prod': applicationStack('grades', { backend: { memory: 512 } }).json },
    other: { 'other-prod': applicationStack('other', { web: { memory: 1024 } }).json },
    ...more,
  });

describe('nx cost', () => {
  it('says what an application costs, with its share of the nodes that all run on', async () => {
    const created = workspace();
    expect(await cost({}, created.context('grades'))).toEqual({ success: true });
    expect(created.output).toMatch(/^ {2}nodes +512 of 1536 MiB +0\.00 +10\.04 +10\.04$/m);
    expect(created.output).not.toContain('other-prod');
  });

  it('says what everything costs where the platform is meant', async () => {
    const created = workspace();
    expect(await cost({ environment: 'prod' }, created.context('platform'))).toEqual({ success: true });
    expect(created.output).toMatch(/^ {2}grades-prod .*\n {2}other-prod /m);
    expect(created.output).toMatch(/The bill of everything is 30\.\d\d dollars/);
  });

  it('has nothing to say of an environment without a stack', async () => {
    const created = workspace();
    expect(await cost({ environment: 'staging' }, created.context('grades'))).toEqual({ success: true });
    expect(created.output).toBe('grades has no stack for staging (it has grades-prod): nothing to do');
  });

  it('gives every line to compute with', async () => {
    const created = workspace();
    await cost({ json: true }, created.context('grades'));
    const bill = JSON.parse(created.output);
    expect(bill.stacks.map(({ stack }: any) => stack.name)).toEqual(['grades-prod']);
    expect(bill.stacks[0].shares[0]).toMatchObject({
      part: 'nodes',
      taker: 'grades-prod/backend',
      weight: 512,
    });
    expect(bill.elsewhere.map(({ name }: any) => name)).toContain('on Fargate');
  });

  it('tells a person what has no price, without a stack trace', async () => {
    const created = workspace({
      odd: { 'odd-prod': stackJson('odd-prod', { aws_kinesis_stream: { events: {} } }) },
    });
    expect(await cost({}, created.context('odd'))).toEqual({ success: false });
    expect(created.output).toContain('aws_kinesis_stream');
    expect(created.output).not.toMatch(/^ {4}at /m);
  });

  it('does not share among fewer than there are: one that was not synthesised is asked for', async () => {
    const created = workspace();
    const context = created.context('grades');
    context.projectsConfigurations.projects['new'] = { root: 'apps/new' };
    writeFiles(created.root, { 'apps/new/src/stacks.ts': '' });
    expect(await cost({}, context)).toEqual({ success: false });
    expect(created.output).toMatch(/no synthesised stacks.*npx nx synth new/);
  });

  it('asks for stacks that were not synthesised', async () => {
    const created = workspace();
    const context = created.context('grades');
    context.projectsConfigurations.projects['new'] = { root: 'apps/new' };
    expect(await cost({}, { ...context, projectName: 'new' })).toEqual({ success: false });
    expect(created.output).toMatch(/no synthesised stacks.*npx nx synth new/);
  });
});
