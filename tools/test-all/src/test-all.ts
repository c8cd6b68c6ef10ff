import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { add, closingLine, Count, hasFailed, jestCount, JestReport, nothing } from './count';
import { FailureReport, failures } from './failures';
import { Begun, startAtMost } from './queue';
import { Ended, Step } from './step';

/**
 * `npm test`: every check there is, and the sum of them at the end. None keeps the others from running. What only reads comes
 * first, on a machine that does nothing else: beside the rest it takes three times the CPU, and it says soonest what is wrong.
 */

const workspaceRoot = join(__dirname, '..', '..', '..');
const reports = join(workspaceRoot, 'dist', 'test-reports');

const jest = (title: string, name: string, ...args: string[]): Step => {
  const report = join(reports, `${name}.json`);
  return { title, report, command: ['jest', ...args, '--json', `--outputFile=${report}`] };
};

const yielding = (...args: Parameters<typeof jest>): Step => ({ ...jest(...args), yields: true });

/** What the others read; one that runs beside another one would write the same files. */
const synth: Step = {
  title: 'Synth of every stack',
  command: ['nx', 'run-many', '-t', 'synth', '--outputStyle=static'],
};
/**
 * Each that deploys has an AWS of its own, and mostly waits for what AWS takes its time for. The first lasts longest, whatever runs
 * beside it: it does not wait for the processor, too.
 */
const testing: readonly Step[] = [
  jest('An estate that runs moves in', 'moving-in', '-c', 'tools/end-to-end/moving-in.config.js'),
  yielding('Unit tests', 'unit', '--maxWorkers=100%'), // Some of them wait, too.
  yielding(
    'Everything deployed: rights, changes in place',
    'rights',
    '-c',
    'tools/rights/recorded.jest.config.js',
  ),
  yielding('The tutorial', 'tutorial', '-c', 'tools/end-to-end/tutorial.config.js'),
  yielding('End-to-end test', 'end-to-end', '-c', 'tools/end-to-end/jest.config.js'),
  yielding('Changes of an application in place', 'changes', '-c', 'tools/end-to-end/changes.config.js'),
];
const reading: readonly Step[] = [
  { title: 'Types', command: ['tsc', '-p', 'tsconfig.json'] },
  { title: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'Lint', command: ['eslint', '.'] }, // One process: a tenth of the CPU of one for each project.
  { title: "Types of the map's page", command: ['tsc', '-p', 'tools/map/src/page/tsconfig.json'] },
  { title: 'Owners and pictures', command: ['nx', 'sync:check'] },
];

/** A check that has ended. */
interface Shown extends Ended {
  readonly title: string;
  /** What Jest reports, where it did. */
  readonly report?: JestReport & FailureReport;
}

function count({ report, succeeded }: Shown): Count {
  if (report) return jestCount(report, succeeded);
  return { ...nothing, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
}

/** What of a check failed; its title, where it does not say which test. */
function failed({ title, report, succeeded }: Shown): string[] {
  const tests = report ? failures(report, workspaceRoot) : [];
  return tests.length > 0 || succeeded ? tests : [title];
}

async function testAll(): Promise<Count> {
  const shown: Shown[] = [];
  const show = async (begun: readonly Begun[]) => {
    for (const { step, running } of begun) {
      const ended = await (await running).show();
      const hasReport = step.report && existsSync(step.report);
      const report = hasReport ? JSON.parse(readFileSync(step.report, 'utf8')) : undefined;
      shown.push({ title: step.title, report, ...ended });
    }
  };
  await show(startAtMost(1, [synth], workspaceRoot));
  await show(startAtMost(2, reading, workspaceRoot));
  // More at a time slow each other down until what they wait for comes too late; fewer leave the processor idle.
  await show(startAtMost(4, testing, workspaceRoot));

  console.log('\n── What took how long');
  for (const { title, seconds } of shown)
    console.log(`${Math.round(seconds).toString().padStart(6)} s  ${title}`);
  const lines = shown.flatMap(failed);
  if (lines.length > 0) console.log(`\n── What failed\n${lines.join('\n')}`);
  return shown.map(count).reduce(add, nothing);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
void testAll().then((total) => {
  console.log(`\n${closingLine(total)}`);
  process.exitCode = hasFailed(total, Boolean(process.env['CI'])) ? 1 : 0;
});
