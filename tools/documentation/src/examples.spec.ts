import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { compilerOptions } from '@dotkom/inputs';
import { Environment } from '@dotkom/stack/conventions';
import { synthesised } from '@dotkom/stack/testing';
import { examplesIn, examplesOf } from './examples/collect';
import { exampleProgram } from './examples/program';
import { everyPage } from './markdown/pages';
import { describeConstructs } from './reference/describe';

const root = join(__dirname, '../../..');
const pages = everyPage(root).filter(({ path }) => path.startsWith('docs/guides/') || path === 'README.md');
const constructs = describeConstructs(root);
const all = [...examplesOf(constructs), ...examplesIn(pages)];

/** Within the workspace, where its packages are found. */
const folder = join(root, 'dist/documentation');
const file = join(folder, `examples-${process.pid}.ts`);

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, exampleProgram(all));
});
afterAll(() => rmSync(file));

it('there are some of every construct that applications use', () => {
  const names = constructs.filter(({ library }) => library === 'libs/service').map(({ name }) => name);
  expect(names.filter((name) => !all.some(({ of }) => of.startsWith(`${name},`)))).toEqual([]);
});

it('compile', () => {
  const options = { ...compilerOptions(root), noUnusedLocals: false };
  const diagnostics = ts
    .getPreEmitDiagnostics(ts.createProgram([file], options))
    .filter((each) => each.file?.fileName === file);
  expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual(
    [],
  );
});

it.each(all.map(({ of }) => of))('%s synthesises', (of) => {
  const { examples } = require(file);
  const make = examples[of]();
  expect(() =>
    synthesised((app) => make(app, new Environment('prod')), { name: 'kvittering', owner: 'dotkom' }),
  ).not.toThrow();
});
