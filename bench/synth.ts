import { build, Plugin } from 'esbuild';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { awsCdk, cdktfCli, install } from './others';
import { Benchmark, rounded, times } from './figures';
import { Measured, medianOf } from './measured';

const workspaceRoot = join(__dirname, '..');
const runs = 5;
const here = { cwd: workspaceRoot };
const modules = { ...here, env: { NODE_PATH: join(workspaceRoot, 'node_modules') } };
const projects = ['bootstrap', 'platform', 'grades', 'minecraft', 'onlineweb', 'vengeful-vineyard'];

/** Files that stand beside the code are found there, also once the code is in one file elsewhere. */
const whereItWas: Plugin = {
  name: 'where-it-was',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: `var __dirname = ${JSON.stringify(dirname(path))};\n${readFileSync(path, 'utf8')}`,
      loader: 'ts',
    }));
  },
};

/** All code in one file, as little as Node.js can do for these stacks. */
async function floor(folder: string, applications: readonly string[]): Promise<readonly string[]> {
  const entry = join(folder, 'entry.ts');
  const outfile = join(folder, `${applications.length}.cjs`);
  const lines = applications.flatMap((name, n) => [
    `import stacks${n} from '${join(workspaceRoot, 'apps', name, 'src', 'stacks')}';`,
    `synthesise(${JSON.stringify(join(workspaceRoot, 'apps', name))}, stacks${n});`,
  ]);
  writeFileSync(
    entry,
    `import { App } from 'cdktf';
import { createStacks } from '${join(workspaceRoot, 'libs/stack/src/create-stacks')}';
import { projectContext, readProject } from '${join(workspaceRoot, 'libs/stack/src/project')}';
function synthesise(project: string, stacks: Parameters<typeof createStacks>[1]): void {
  const outdir = ${JSON.stringify(join(folder, 'out'))};
  const app = new App({ outdir, context: projectContext(readProject(project)), skipValidation: true });
  createStacks(app, stacks);
  app.synth();
}
${lines.join('\n')}
`,
  );
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    external: ['esbuild'], // It starts itself by its own file.
    plugins: [whereItWas],
    tsconfig: join(workspaceRoot, 'tsconfig.base.json'),
    nodePaths: [modules.env.NODE_PATH],
  });
  return ['node', outfile];
}

/** Stacks as JSON: of one application and of the estate, by Nx and without, beside what people would use instead. */
export const synth: Benchmark = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const nx = (...args: string[]) => ['npx', 'nx', ...args, '--outputStyle=static'];
  const cold = '--skip-nx-cache';
  try {
    mkdirSync(join(folder, 'out'));
    const bare = ['node', 'libs/stack/src/main.js', 'apps/grades', join(folder, 'one')];
    const one = {
      floor: await medianOf(runs, await floor(folder, ['grades']), modules),
      bare: await medianOf(runs, bare, here),
      nx: await medianOf(runs, nx('synth', 'grades', cold), here),
      warm: await medianOf(runs, nx('synth', 'grades'), here),
    };
    const estate = {
      floor: await medianOf(runs, await floor(folder, projects), modules),
      cold: await medianOf(3, nx('run-many', '-t', 'synth', cold), here),
      warm: await medianOf(3, nx('run-many', '-t', 'synth'), here),
    };
    const start = await medianOf(runs, nx('show', 'projects'), here);
    const cli = await install(
      folder,
      cdktfCli(join(workspaceRoot, 'dist/apps/grades/stacks/grades-prod/cdk.tf.json')),
    );
    const cdk = await install(folder, awsCdk);
    const others = {
      cli: await medianOf(3, ['npx', 'cdktf', 'synth'], { cwd: cli, env: { CHECKPOINT_DISABLE: '1' } }),
      cdk: await medianOf(3, ['npx', 'cdk', 'synth', '--quiet'], { cwd: cdk }),
    };
    const row = (what: string, { seconds, cpuSeconds, peakMebibytes }: Measured) => [
      ...[what, rounded(seconds), rounded(cpuSeconds), Math.round(peakMebibytes)],
    ];
    return {
      title: 'Stacks as Terraform JSON',
      how:
        'The application is grades, in staging and prod. The floor is all code bundled into one file for one process of Node.js. ' +
        "cdktf's own CLI makes the resources of grades-prod alone, by a program as its template has it (ts-node, the provider's " +
        "barrel); AWS CDK two of its ecs-patterns' services behind a load balancer. Medians of five runs, of three where a run is long.",
      columns: ['what', 'seconds', 'seconds of CPU', 'MiB at most'],
      rows: [
        row('grades: the floor', one.floor),
        row('grades: without Nx', one.bare),
        row('grades: `nx synth grades`', one.nx),
        row('grades: the same, unchanged', one.warm),
        row('the estate: the floor', estate.floor),
        row('the estate: `nx run-many -t synth`', estate.cold),
        row('the estate: the same, unchanged', estate.warm),
        row('`nx show projects`: the start of Nx', start),
        row('grades-prod: `cdktf synth`', others.cli),
        row('two services: `cdk synth` of AWS CDK', others.cdk),
      ],
      says: [
        `\`cdktf synth\` takes ${times(others.cli.seconds, one.bare.seconds)} as long as one application without Nx, and ${times(others.cli.peakMebibytes, one.bare.peakMebibytes)} the memory; ${times(others.cli.seconds, one.nx.seconds)} as long as with Nx.`,
        `AWS CDK takes ${times(others.cdk.seconds, one.bare.seconds)} as long as one application without Nx.`,
        `One application without Nx takes ${times(one.bare.seconds, one.floor.seconds)} the floor, and \`cdktf synth\` ${times(others.cli.seconds, one.floor.seconds)}: so much is to be had by whoever reads no TypeScript any more.`,
        `The estate takes ${times(estate.cold.seconds, estate.floor.seconds + start.seconds)} as long as its floor and the start of Nx together.`,
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
