import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { add, closingLine, Count, hasFailed, jestCount, nothing } from './count';
import { start, Step } from './step';

/**
 * `npm test`: every check there is, one after the other, and the sum of them at the end. None keeps the others from running.
 * The tests that deploy mostly wait for what AWS takes its time for, so the unit tests run beside them.
 */

const workspaceRoot = join(__dirname, '..', '..', '..');
const reports = join(workspaceRoot, 'dist', 'test-reports');

const jest = (title: string, name: string, ...args: string[]): Step => {
  const report = join(reports, `${name}.json`);
  return { title, report, command: ['jest', ...args, '--json', `--outputFile=${report}`] };
};

const steps: readonly Step[] = [
  { title: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'Lint', command: ['nx', 'run-many', '-t', 'lint', '--parallel=2', '--outputStyle=static'] },
  { title: 'Owners', command: ['nx', 'sync:check'] },
  { title: 'Types', command: ['tsc', '-p', 'tsconfig.json'] },
  { title: 'Synth of every stack', command: ['nx', 'run-many', '-t', 'synth', '--outputStyle=static'] },
];
const endToEnd = jest('End-to-end test', 'end-to-end', '-c', 'tools/end-to-end/jest.config.js');
const changes = jest('What changes in place', 'changes', '-c', 'tools/end-to-end/changes.config.js');
const unit = jest('Unit tests, with the tests that deploy beside them', 'unit');

function count({ report }: Step, succeeded: boolean): Count {
  if (report && existsSync(report)) return jestCount(JSON.parse(readFileSync(report, 'utf8')), succeeded);
  return { ...nothing, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
}

async function testAll(): Promise<Count> {
  const counts: Count[] = [];
  for (const step of steps) counts.push(count(step, await start(step, workspaceRoot).show()));
  const beside = [{ step: endToEnd, running: start(endToEnd, workspaceRoot) }];
  counts.push(count(unit, await start(unit, workspaceRoot).show()));
  beside.push({ step: changes, running: start(changes, workspaceRoot) }); // The others mostly wait by then.
  for (const { step, running } of beside) counts.push(count(step, await running.show()));
  return counts.reduce(add, nothing);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
void testAll().then((total) => {
  console.log(`\n${closingLine(total)}`);
  process.exitCode = hasFailed(total, Boolean(process.env['CI'])) ? 1 : 0;
});
