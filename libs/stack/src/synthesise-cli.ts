import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endedEarly, goesOn, invalidStacks, nothingToSynthesise } from './errors';
import { shownFile } from './own-code/place';
import { told } from './own-code/told';
import { stacksFile } from './project';
import { synthesise } from './synthesise';
import { isUserError } from './user-error';

/** Synthesises the projects of the command line (main.js), and tells people what is wrong with any. */
const paths = process.argv.slice(2).map((path) => resolve(path));
const projects = paths.flatMap((folder, n) => (n % 2 === 0 ? [{ folder, outdir: paths[n + 1]! }] : []));

/** How long what a project's code left for later may take. */
const patienceMilliseconds = 3000;
/** What goes on by itself. What tsx still writes and clears of its cache ends, however long it takes a busy machine. */
const lasting: readonly string[] = ['Timeout', 'TCPServerWrap', 'UDPWrap'];

/** The project whose code runs. */
let current: string | undefined;
const written: string[] = [];

// Times without a zone, such as new Date(2030, 0, 1), are the same on every machine.
process.env['TZ'] = 'UTC';

process.on('exit', () => {
  if (current === undefined) return;
  console.error(endedEarly(shownFile(join(current, stacksFile))).message);
  process.exitCode = 1;
});
process.on('uncaughtException', failLate);
process.on('unhandledRejection', failLate);

if (paths.length === 0 || paths.length % 2 === 1) fail(nothingToSynthesise());
for (const { folder, outdir } of projects) {
  current = folder;
  try {
    synthesise(folder, outdir);
    written.push(outdir);
  } catch (error) {
    say(error);
    process.exitCode = 1;
  }
}
current = undefined;
setInterval(refuseWhatGoesOn, patienceMilliseconds).unref();

function refuseWhatGoesOn(): void {
  if (process.getActiveResourcesInfo().some((name) => lasting.includes(name)))
    fail(goesOn(projects.map(({ folder }) => shownFile(folder))));
}

/** What a project's code left for later failed, by a timer or a promise. What is no Error does not say whose it is. */
function failLate(error: unknown): void {
  const problems = projects.flatMap(({ folder }) => told(error, folder) ?? []);
  const path = [...new Set(problems.map((problem) => problem.path))].join(' or ');
  fail(problems[0] ? invalidStacks([{ ...problems[0], path }]) : error);
}

/** The stacks that are written go: it did not end well. */
function fail(error: unknown): void {
  for (const outdir of written) rmSync(outdir, { recursive: true, force: true });
  say(error);
  process.exit(1);
}

function say(error: unknown): void {
  console.error(isUserError(error) ? error.message : error);
}
