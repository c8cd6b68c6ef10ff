import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run, Ran } from '../command';
import { installedPacker } from '../packer-command';
import { withStagedTemplate } from './staged-template';

export type Result =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly why: string }
  | { readonly kind: 'failed'; readonly output: string };

export interface Check {
  readonly name: string;
  /** Runs in a workspace: the folder that packer/ and libs/ are in. */
  run(workspace: string): Result;
}

/** Values for the variables that a build has to be given; validating needs some, whatever they are. */
export const anyVariables = [
  '-var=image_version=20260101-120000',
  '-var=commit=0123456789abcdef0123456789abcdef01234567',
];

/** Everything that can be known about the image without an AWS account. */
export const checks: readonly Check[] = [
  { name: 'format of code and documents', run: formatOfCode },
  { name: 'format of the template', run: formatOfTemplate },
  { name: 'template', run: template },
  { name: 'scripts', run: scripts },
];

function formatOfCode(workspace: string): Result {
  const prettier = join(__dirname, '../../node_modules/prettier/bin/prettier.cjs');
  const documents = [
    'docs/runbooks/node-image.md',
    'docs/decisions/node-image.md',
    '.github/workflows/node-image.yml',
  ];
  const present = documents.filter((path) => existsSync(join(workspace, path)));
  return passedOrFailed(run(process.execPath, [prettier, '--check', 'packer', ...present], workspace));
}

function formatOfTemplate(workspace: string): Result {
  if (!installedPacker(workspace)) return skipped('Packer');
  const outputs = ['packer', 'packer/validate'].map((folder) =>
    run('packer', ['fmt', '-check', '-diff', folder], workspace),
  );
  return passedOrFailed(outputs.find(({ code }) => code !== 0) ?? { code: 0, output: '' });
}

function template(workspace: string): Result {
  const packer = installedPacker(workspace);
  if (!packer) return skipped('Packer');
  if (!packer.sufficient) return withStagedTemplate(workspace, validate);
  const prepared = run('packer', ['init', 'packer'], workspace);
  if (prepared.code === 0) return validate(workspace);
  return { kind: 'skipped', why: `Packer could not get its plugin: ${prepared.output.trim()}` };
}

function validate(workspace: string): Result {
  return passedOrFailed(run('packer', ['validate', ...anyVariables, 'packer'], workspace));
}

function scripts(workspace: string): Result {
  if (run('shellcheck', ['--version'], workspace).code === undefined) return skipped('shellcheck');
  return passedOrFailed(run('shellcheck', ['--shell=bash', ...shellScripts(workspace)], workspace));
}

/** Every shell script of the image, from the workspace: known by its name or its first line. */
export function shellScripts(workspace: string): string[] {
  const files = readdirSync(join(workspace, 'packer'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts'))
    .map((entry) => relative(workspace, join(entry.parentPath, entry.name)));
  const isScript = (path: string) => /^#!.*\bbash/.test(readFileSync(join(workspace, path), 'utf8'));
  return files.filter((path) => path.endsWith('.sh') || isScript(path)).sort();
}

function skipped(tool: string): Result {
  return {
    kind: 'skipped',
    why: `${tool} is not installed. Install it with: apt-get install ${tool.toLowerCase()}`,
  };
}

function passedOrFailed({ code, output }: Ran): Result {
  return code === 0 ? { kind: 'passed' } : { kind: 'failed', output: output.trim() };
}
