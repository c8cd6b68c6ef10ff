import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from './contract';

const workflow = readFileSync(join(workspace, '.github/workflows/node-image.yml'), 'utf8');

describe('workflow', () => {
  it('pins every action by a commit, and says which version that is', () => {
    const uses = [...workflow.matchAll(/uses: (.*)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('builds both architectures, monthly and on change', () => {
    expect(workflow).toContain('architecture: [amd64, arm64]');
    expect(workflow).toMatch(/cron: '\d+ \d+ 1 \* \*'/);
    expect(workflow).toMatch(/paths:\n +- packer\/\*\*\n/);
    expect(workflow).toContain('- libs/platform/src/cluster/node-image.json');
  });

  it('grants nothing to the workflow as a whole, and takes its role from a variable', () => {
    expect(workflow).toMatch(/^permissions: \{\}$/m);
    expect(workflow).not.toMatch(/arn:aws|\b\d{12}\b|secrets\./);
    for (const [, role] of workflow.matchAll(/role-to-assume: (.*)/g))
      expect(role).toMatch(/^\$\{\{ vars\.\w+ \}\}$/);
  });

  it('asks for its role only in the environment that the role trusts', () => {
    const jobs = workflow.split(/^  (?=\w[\w-]*:$)/m).filter((job) => job.includes('id-token: write'));
    expect(jobs.length).toBe(2);
    for (const job of jobs) expect(job).toMatch(/^ {4}environment: node-image$/m);
  });

  it('gives the commands no expression, only variables of their environment', () => {
    const commands = [...workflow.matchAll(/- run: (.*)|^ +(?:run: (.*))/gm)].map(([all]) => all);
    expect(commands.length).toBeGreaterThan(5);
    for (const command of commands) expect(command).not.toContain('${{');
  });
});
