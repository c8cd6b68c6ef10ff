import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { stackJson } from '@dotkom/synthesised/testing';
import { TestWorkspace } from '../../testing/workspace';
import flip, { FlipOptions } from './executor';

const parent = temporaryFolder();
const before = process.env;

afterEach(() => {
  jest.restoreAllMocks();
  process.env = before;
});

async function run(options: FlipOptions, adoption?: object) {
  const workspace = new TestWorkspace(parent, {
    grades: {
      'grades-prod': {
        ...stackJson('grades-prod', {}),
        output: { web: { value: { service: 'web', hosts: ['grades.no'] } } },
      },
    },
  });
  if (adoption) writeFiles(workspace.root, { 'apps/grades/adoption.json': adoption });
  process.env = workspace.environment('http://127.0.0.1:1');
  const { success } = await flip(options, workspace.context('grades'));
  return { success, output: workspace.output, commands: workspace.terraform.commands };
}

const held = { is: 'held', since: '2026-11-26', before: { A: { values: ['192.0.2.7'], ttl: 300 } } };

describe('nx run APPLICATION:flip', () => {
  it.each<[string, FlipOptions, object | undefined, string]>([
    ['no environment', { host: 'grades.no' }, undefined, 'Say for which environment'],
    ['no host', { environment: 'prod' }, { prod: { hosts: { 'grades.no': held } } }, '--host grades.no'],
    [
      'a host that nobody holds',
      { environment: 'prod', host: 'grades.no' },
      undefined,
      'leads where the code says',
    ],
    [
      'an adoption.json that cannot be',
      { environment: 'prod', host: 'grades.no' },
      { prod: { hosts: { 'grades.no': { ...held, is: 'kept' } } } },
      "must be 'held' or 'flipped'",
    ],
  ])('refuses %s, without a stack trace and without Terraform', async (_, options, adoption, because) => {
    const { success, output, commands } = await run(options, adoption);
    expect(success).toBe(false);
    expect(output).toContain(because);
    expect(output).not.toMatch(/^\s+at /m);
    expect(commands).toEqual([]);
  });
});
