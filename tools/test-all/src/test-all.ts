import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { add, closingLine, Count, hasFailed, jestCount, nothing } from './count';
import { Ended, RunningStep, start, Step } from './step';

/**
 * `npm test`: every check there is, and the sum of them at the end. None keeps the others from running. What only reads comes
 * first, on a machine that does nothing else: beside the rest it takes three times the CPU, and it says soonest what is wrong.
 * The tests that deploy mostly wait for what AWS takes its time for, so they begin next, three at a time, each on an AWS of its
 * own, and the unit tests run beside them.
 */

const workspaceRoot = join(__dirname, '..', '..', '..');
const reports = join(workspaceRoot, 'dist', 'test-reports');

const jest = (title: string, name: string, ...args: string[]): Step => {
  const report = join(reports, `${name}.json`);
  return { title, report, command: ['jest', ...args, '--json', `--outputFile=${report}`] };
};

/** What the others read; one that runs beside another one would write the same files. */
const synth: Step = {
  title: 'Synth of every stack',
  command: ['nx', 'run-many', '-t', 'synth', '--outputStyle=static'],
};
/** Three in turn beside each other, about as long: more at a time slow each other down until their waits run out. */
const deploying: readonly (readonly Step[])[] = [
  [jest('The tutorial', 'tutorial', '-c', 'tools/end-to-end/tutorial.config.js')],
  [
    jest(
      'Rights, and what of everything changes in place',
      'rights',
      '-c',
      'tools/rights/recorded.jest.config.js',
    ),
    jest('An estate that runs moves in', 'moving-in', '-c', 'tools/end-to-end/moving-in.config.js'),
  ],
  [
    jest('End-to-end test', 'end-to-end', '-c', 'tools/end-to-end/jest.config.js'),
    jest('What of an application changes in place', 'changes', '-c', 'tools/end-to-end/changes.config.js'),
  ],
];
/** Two in turn beside each other, about as long. */
const reading: readonly (readonly Step[])[] = [
  [
    { title: 'Types', command: ['tsc', '-p', 'tsconfig.json'] },
    { title: "Types of the map's page", command: ['tsc', '-p', 'tools/map/src/page/tsconfig.json'] },
  ],
  [
    { title: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
    { title: 'Owners and pictures', command: ['nx', 'sync:check'] },
    { title: 'Lint', command: ['eslint', '.'] }, // One process: a tenth of the CPU of one for each project.
  ],
];
const unit = jest('Unit tests', 'unit', '--maxWorkers=100%'); // Some of them wait, too.

function count({ report }: Step, { succeeded }: Ended): Count {
  if (report && existsSync(report)) return jestCount(JSON.parse(readFileSync(report, 'utf8')), succeeded);
  return { ...nothing, passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1 };
}

/** A check that runs, or will when those before it have ended. */
interface Begun {
  readonly step: Step;
  readonly running: Promise<RunningStep>;
}

/** Each begins when the one before it has ended. */
function startInTurn(steps: readonly Step[]): Begun[] {
  let before: Promise<unknown> = Promise.resolve();
  return steps.map((step) => {
    const running = before.then(() => start(step, workspaceRoot));
    before = running.then(({ ended }) => ended);
    return { step, running };
  });
}

async function testAll(): Promise<Count> {
  const shown: { step: Step; ended: Ended }[] = [];
  const show = async (begun: readonly Begun[]) => {
    for (const { step, running } of begun) shown.push({ step, ended: await (await running).show() });
  };
  await show(startInTurn([synth]));
  await show(reading.flatMap(startInTurn));
  await show([...startInTurn([unit]), ...deploying.flatMap(startInTurn)]);

  console.log('\n── What took how long');
  for (const { step, ended } of shown)
    console.log(`${Math.round(ended.seconds).toString().padStart(6)} s  ${step.title}`);
  return shown.map(({ step, ended }) => count(step, ended)).reduce(add, nothing);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
void testAll().then((total) => {
  console.log(`\n${closingLine(total)}`);
  process.exitCode = hasFailed(total, Boolean(process.env['CI'])) ? 1 : 0;
});
