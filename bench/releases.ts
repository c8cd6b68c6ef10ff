import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readNodes } from '@dotkom/local-nodes';
import { requireEngine } from '../tools/local-nodes/src/engine/find-engine';
import { ask } from '../tools/local-nodes/src/testing/ask';
import { configurePodman } from '../tools/local-nodes/src/testing/podman';
import { CommandStep, stepsOf } from '../tools/end-to-end/src/reader/page';
import { Reader } from '../tools/end-to-end/src/tutorial/reader';
import { Benchmark, rounded } from './figures';
import { commandOf, processes } from './processes';

const runs = 5;
const tutorial = join(__dirname, '..', 'docs', 'tutorial.md');
const release = 'npx nx run kvittering:release -c local --service api --image';

/** How long a release took until its page answered, and what of that passed while Terraform ran. */
interface Released {
  readonly answered: number;
  readonly inTerraform: number;
  readonly ended: number;
}

/** What the reader of the tutorial has done before the first release. */
async function deployExample(reader: Reader): Promise<void> {
  const commands = stepsOf(readFileSync(tutorial, 'utf8'))
    .filter((step): step is CommandStep => 'command' in step)
    .map(({ command }) => command);
  const first = commands.slice(0, commands.findIndex((command) => command.startsWith(release)) + 1);
  for (const command of first) {
    if (command === 'npm ci' || /^npx (nx (diff|cost)|tsx) /.test(command)) continue; // What is there, and what only tells.
    await does(reader, command);
  }
}

async function does(reader: Reader, command: string): Promise<void> {
  const { code, output } = await reader.run(command);
  if (code !== 0) throw new Error(`${command} failed:\n${output}`);
}

/** Releases an image whose page says something that none said before. */
async function timed(reader: Reader, image: string, title: string): Promise<Released> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  let ended: number | undefined;
  const command = does(reader, `${release} ${image}`).finally(() => (ended = seconds()));
  let inTerraform = 0;
  const answered = (async () => {
    for (let last = seconds(); ;) {
      const now = seconds();
      if (processes().some((each) => /^terraform /.test(commandOf(each)))) inTerraform += now - last;
      last = now;
      const isLast = ended !== undefined;
      if ((await page(reader)).includes(title)) return seconds();
      if (isLast) throw new Error(`The release of ${image} has ended, and its page does not answer.`);
      await sleep(100);
    }
  })();
  const [after] = await Promise.all([answered, command]);
  return { answered: after, inTerraform, ended: ended ?? Infinity };
}

async function page(reader: Reader): Promise<string> {
  const { gateway: port = 0 } = readNodes(join(reader.root, 'dist')) ?? {};
  return ask({ port, host: 'kvittering.grades.no' }).then(
    ({ body }) => body,
    () => '',
  );
}

const median = (values: readonly number[]) =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** From `release` to an answer of what was released, of the tutorial's example, which has two environments. */
export const releases: Benchmark = async () => {
  const podman = configurePodman();
  const reader = new Reader(join(__dirname, '..'), (await requireEngine()).program);
  try {
    await deployExample(reader);
    const all: Released[] = [];
    for (let run = 1; run <= runs; run += 1) {
      const image = `kvittering:bench-${run}`;
      await does(reader, `rm -rf dist/kvittering && cp -r examples/kvittering dist/kvittering`);
      await does(
        reader,
        `sed -i.bak "s#<h1>Kvittering</h1>#<h1>Release ${run}</h1>#" dist/kvittering/src/server.mjs`,
      );
      await does(reader, `docker build --tag ${image} dist/kvittering`);
      all.push(await timed(reader, image, `<h1>Release ${run}</h1>`));
    }
    const answered = median(all.map((each) => each.answered));
    const ours = median(all.map((each) => each.answered - each.inTerraform));
    const row = (what: string, of: (each: Released) => number) =>
      [what, ...all.map(of), median(all.map(of))].map((value) =>
        typeof value === 'number' ? rounded(value) : value,
      );
    return {
      title: 'A release on the AWS of this machine',
      how:
        'The example of the tutorial, in staging and prod, each with a migration that runs first, a service and a worker. Seconds after the command ' +
        'began: until the page of prod is that of the new image, asked ten times a second, and until the command ended, when both are settled. While ' +
        'Terraform runs, containers start, pass their health checks and are waited for; the rest is Nx and this repository.',
      columns: ['what', ...all.map((_, run) => `run ${run + 1}`), 'median'],
      rows: [
        row('until the new page answers', (each) => each.answered),
        row('of that while Terraform runs', (each) => each.inTerraform),
        row('of that the rest', (each) => each.answered - each.inTerraform),
        row('until the command ends', (each) => each.ended),
      ],
      says: [
        `A release answers after ${rounded(answered)} s, of which ${rounded(ours)} s pass without Terraform: ${rounded((100 * ours) / answered)} %.`,
      ],
    };
  } finally {
    await reader.stop();
    reader.leave();
    podman.remove();
  }
};
