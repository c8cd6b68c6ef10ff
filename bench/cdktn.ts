/**
 * What every stack would be with cdktn in place of cdktf: `npx tsx bench/cdktn.ts`. It renames the one to the other in a copy of
 * the last commit, installs what that asks for, checks the types, and compares what both write. Needs the registry of npm
 * and some minutes; changes nothing here.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';

const [cdktn = '0.24.0', bindings = '25.7.0'] = process.argv.slice(2);
const root = join(__dirname, '..');
const copy = mkdtempSync(join(tmpdir(), 'cdktn-'));
const run = (folder: string, program: string, ...words: string[]) =>
  execFileSync(program, words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });

function renameIn(folder: string): void {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.mjs'], { cwd: root, encoding: 'utf8' });
  for (const file of files.split('\n').filter(Boolean)) {
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replaceAll("'cdktf'", "'cdktn'").replaceAll('@cdktf/', '@cdktn/'));
  }
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { cdktf: _one, '@cdktf/provider-aws': _other, ...kept } = manifest.dependencies;
  manifest.dependencies = { ...kept, cdktn, '@cdktn/provider-aws': bindings };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

const projects = readdirSync(join(root, 'apps')).filter((name) =>
  existsSync(join(root, 'apps', name, 'src/stacks.ts')),
);

/** The stacks of a project, by name, as Terraform reads them: without what the library notes for people. */
function stacksOf(folder: string, project: string): Map<string, unknown> {
  const out = join(copy, 'compared', folder === copy ? 'after' : 'before', project);
  run(folder, 'node', 'libs/stack/src/main.js', join('apps', project), out);
  const stacks = join(out, 'stacks');
  return new Map(
    readdirSync(stacks).map((name) => [
      name,
      withoutNotes(JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'))),
    ]),
  );
}

function withoutNotes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNotes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '//')
      .map(([name, each]) => [name, withoutNotes(each)]),
  );
}

/** Where two values differ, by path. */
function differences(before: any, after: any, path = ''): string[] {
  if (isDeepStrictEqual(before, after)) return [];
  const isObject = [before, after].every((each) => typeof each === 'object' && each !== null);
  if (!isObject) return [`${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => differences(before[name], after[name], `${path}/${name}`));
}

try {
  execFileSync('sh', ['-c', `git archive HEAD | tar -x -C ${copy}`], { cwd: root });
  renameIn(copy);
  console.log(`Installs cdktn ${cdktn} and its bindings ${bindings} in a copy`);
  // The bindings ask for Node 22; that they write the same is seen on an older one too.
  run(copy, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--engine-strict=false');
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', 'tsconfig.json', '--pretty', 'false'], {
    cwd: copy,
    encoding: 'utf8',
  });
  console.log(status === 0 ? 'The types are the same' : `The types differ:\n${stdout}`);
  if (status !== 0) process.exitCode = 1;
  for (const project of projects) {
    const [before, after] = [stacksOf(root, project), stacksOf(copy, project)];
    for (const [stack, terraform] of before) {
      const found = differences(terraform, after.get(stack));
      console.log(
        [
          `${stack}: ${found.length === 0 ? 'the same' : `${found.length} differences`}`,
          ...found.map((each) => `  ${each}`),
        ].join('\n'),
      );
      if (found.length > 0) process.exitCode = 1;
    }
  }
} finally {
  rmSync(copy, { recursive: true });
}
