import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';

/** Runs one target of one project of a workspace that Nx does not know, as Nx would: `run-target.ts <root> <project> <target> <options>`. */

const [root = '', project = '', target = '', options = '{}'] = process.argv.slice(2);

const projects = Object.fromEntries(
  readdirSync(join(root, 'apps'))
    .filter((name) => existsSync(join(root, 'apps', name, 'project.json')))
    .map((name) => [
      name,
      { root: `apps/${name}`, ...JSON.parse(readFileSync(join(root, 'apps', name, 'project.json'), 'utf8')) },
    ]),
);

const context = {
  root,
  cwd: root,
  isVerbose: false,
  projectName: project,
  projectsConfigurations: { version: 2, projects },
  nxJsonConfiguration: {},
  projectGraph: { nodes: {}, dependencies: {} },
} as ExecutorContext;

async function run(): Promise<void> {
  const { default: execute } = await import(`../../../nx-infra/src/executors/${target}/executor`);
  const { success } = await execute(JSON.parse(options), context);
  process.exitCode = success ? 0 : 1;
}

void run();
