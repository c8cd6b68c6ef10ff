import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { clone } from './clone';
import { Benchmark, rounded } from './figures';
import { measured } from './measured';
import { ProgramTimes } from './programs';

/** The table that test-all prints of its steps, in the end; a test may print some like it of its own before. */
const stepTable = /(?:^ *\d+ s {2}.+\n)+(?![^]*^ *\d+ s {2})/m;
const stepLine = /^ *(\d+) s {2}(.+)$/gm;

/** What a person waits for before a change is pushed, and what of it is work. */
export const tests: Benchmark = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-tests-'));
  try {
    const programs = new ProgramTimes();
    const { seconds, output } = await measured(['npm', 'test'], { cwd: clone(folder) });
    const taken = programs.end();
    const work = taken.reduce((sum, [, each]) => sum + each, 0);
    const [table = ''] = stepTable.exec(output) ?? [];
    const steps = [...table.matchAll(stepLine)].map(([, took, title]) => [title ?? '', Number(took), '']);
    const cores = availableParallelism();
    return {
      title: 'npm test',
      how:
        'Once, in a clone, all of it. Steps run beside each other; four long ones at a time. Below them, the seconds of CPU that each ' +
        'program took, looked at once a second: what lives shorter is not seen.',
      columns: ['what', 'seconds', 'seconds of CPU'],
      rows: [
        ['all of it', Math.round(seconds), Math.round(work)],
        ...steps,
        ...taken.filter(([, each]) => each >= 1).map(([name, each]) => [name, '', Math.round(each)]),
      ],
      says: [
        `It takes ${rounded(seconds / 60)} minutes, and ${rounded(work / 60)} minutes of CPU: ${cores} cores cannot take less than ${rounded(work / 60 / cores)} minutes.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
