import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { endedEarly, invalidStacks } from './errors';
import { told } from './own-code/told';
import { synthesise } from './synthesise';
import { isUserError } from './user-error';

/** Synthesises the projects of the command line (main.js), and tells people what is wrong with any. */
const paths = process.argv.slice(2).map((path) => resolve(path));
const projects = paths.flatMap((folder, n) => (n % 2 === 0 ? [{ folder, outdir: paths[n + 1]! }] : []));

// Times without a zone, such as new Date(2030, 0, 1), are the same on every machine.
process.env['TZ'] = 'UTC';

let ended = false;
process.on('exit', () => {
  if (ended) return;
  console.error(endedEarly().message);
  process.exitCode = 1;
});
process.on('uncaughtException', failLate);
process.on('unhandledRejection', failLate);
for (const { folder, outdir } of projects) {
  try {
    synthesise(folder, outdir);
  } catch (error) {
    console.error(isUserError(error) ? error.message : error);
    process.exitCode = 1;
  }
}
ended = true;

/** What a project's code left for later failed, by a timer or a promise: the stacks are written, and go. */
function failLate(error: unknown): void {
  const [problem] = projects.flatMap(({ folder }) => told(error, folder) ?? []);
  for (const { outdir } of projects) rmSync(outdir, { recursive: true, force: true });
  console.error(problem ? invalidStacks([problem]).message : error);
  ended = true;
  process.exit(1);
}
