import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { capacity } from './capacity';
import { Benchmark, Figures } from './figures';
import { gateway } from './gateway';
import { growth } from './growth';
import { install } from './install';
import { deploys } from './deploys';
import { map } from './map';
import { Result, performancePage } from './page';
import { releases } from './releases';
import { synth } from './synth';
import { tests } from './tests';

/**
 * `npm run bench` measures everything of docs/performance.md, one after the other, and writes the page; with names, such
 * as `npm run bench -- synth growth`, these alone. Wants Linux, and nothing else to run on the machine.
 */
const benchmarks: Readonly<Record<string, Benchmark>> = {
  synth,
  deploys,
  releases,
  growth,
  capacity,
  map,
  gateway,
  install,
  tests,
};

// Clones of one repository share what Nx keeps: what was done in another is not done again, and takes no time.
process.env['NX_CACHE_DIRECTORY'] = join('.nx', 'cache');
process.env['NX_WORKSPACE_DATA_DIRECTORY'] = join('.nx', 'workspace-data');

const workspaceRoot = join(__dirname, '..');
const resultsFile = join(__dirname, 'results.json');
const page = join(workspaceRoot, 'docs', 'performance.md');

const git = (...args: string[]) => execFileSync('git', args, { cwd: workspaceRoot, encoding: 'utf8' }).trim();

function result(figures: Figures): Result {
  const [{ model = 'unknown processor' } = {}, ...others] = cpus();
  return {
    ...figures,
    machine: `${others.length + 1} cores of ${model}, ${Math.round(totalmem() / 1024 ** 3)} GiB, Node.js ${process.version}`,
    commit: git('rev-parse', '--short', 'HEAD'),
    day: new Date().toISOString().slice(0, 10),
  };
}

async function write(file: string, text: string, parser: string): Promise<void> {
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), parser }));
}

async function bench(asked: readonly string[]): Promise<void> {
  const unknown = asked.filter((name) => !benchmarks[name]);
  if (unknown.length > 0) {
    console.error(
      `There is no benchmark '${unknown.join("', '")}': there are ${Object.keys(benchmarks).join(', ')}.`,
    );
    process.exitCode = 1;
    return;
  }
  for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
    console.log(`${name} ...`);
    const measured = result(await benchmarks[name]!());
    for (const sentence of measured.says) console.log(`  ${sentence}`);
    const before = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : {};
    const results = { ...before, [name]: measured };
    await write(resultsFile, JSON.stringify(results), 'json');
    await write(
      page,
      performancePage(Object.keys(benchmarks).flatMap((each) => results[each] ?? [])),
      'markdown',
    );
  }
}

void bench(process.argv.slice(2));
