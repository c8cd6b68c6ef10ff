import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { add, closingLine, Count, jestCount, nothing } from './count';

/** `npm test`: every check there is, one after the other, and the sum of them at the end. None keeps the others from running. */

const workspaceRoot = join(__dirname, '..', '..', '..');
const reports = join(workspaceRoot, 'dist', 'test-reports');

interface Step {
  readonly title: string;
  readonly command: readonly string[];
  /** Where Jest writes how many tests ran. Without it, the step counts as one. */
  readonly report?: string;
}

const jest = (title: string, name: string, ...args: string[]): Step => {
  const report = join(reports, `${name}.json`);
  return { title, report, command: ['jest', ...args, '--json', `--outputFile=${report}`] };
};

const steps: readonly Step[] = [
  { title: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'Lint', command: ['nx', 'run-many', '-t', 'lint', '--parallel=2', '--outputStyle=static'] },
  { title: 'Owners', command: ['nx', 'sync:check'] },
  { title: 'Types', command: ['tsc', '-p', 'tsconfig.json'] },
  jest('Unit tests', 'unit'),
  { title: 'Synth of every stack', command: ['nx', 'run-many', '-t', 'synth', '--outputStyle=static'] },
  jest('End-to-end test', 'end-to-end', '-c', 'tools/end-to-end/jest.config.js'),
];

function run({ title, command: [program = '', ...args], report }: Step): Count {
  console.log(`\n── ${title}`);
  const { status } = spawnSync(join(workspaceRoot, 'node_modules', '.bin', program), args, {
    cwd: workspaceRoot,
    // Jest's JSON goes to its report; what it says to people goes to the other stream.
    stdio: ['ignore', report ? 'ignore' : 'inherit', 'inherit'],
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: process.env.FORCE_COLOR ?? '0' },
  });
  const succeeded = status === 0;
  if (report && existsSync(report)) return jestCount(JSON.parse(readFileSync(report, 'utf8')), succeeded);
  return { ...nothing, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const total = steps.map(run).reduce(add, nothing);
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
