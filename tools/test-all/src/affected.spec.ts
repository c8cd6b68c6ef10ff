import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { nxByItself } from '@dotkom/processes';

const workspaceRoot = join(__dirname, '..', '..', '..');

function affectedBy(...files: string[]): string[] {
  const nx = join(workspaceRoot, 'node_modules', '.bin', 'nx');
  const args = ['show', 'projects', '--affected', `--files=${files.join(',')}`, '--json'];
  const env = { ...process.env, ...nxByItself };
  const answer = execFileSync(nx, args, { cwd: workspaceRoot, env, encoding: 'utf8' });
  return JSON.parse(answer.trim().split('\n').at(-1) ?? '').sort();
}

describe('a change of workflows and documents', () => {
  it('is tested by the projects that read them, and reaches none that has stacks', () => {
    const files = [
      '.github/workflows/deploy.yml',
      '.github/actions/set-up/action.yml',
      'docs/runbooks/nat-broken.md',
      'docs/decisions/contract.md',
      'docs/parity.md',
    ];
    expect(affectedBy(...files)).toEqual(['documentation', 'house-rules', 'pipelines', 'test-all']);
  });
});
