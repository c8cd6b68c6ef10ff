import { join } from 'node:path';
import { problemsOf } from './commands/problems';
import { commandLines } from './commands/words';
import { readWorkspace } from './commands/workspace';
import { everyPage } from './markdown/pages';

const root = join(__dirname, '../../..');
const workspace = readWorkspace(root);

/** Every command of npm and Nx that a page shows, in a block of its own or within a sentence. */
const commands = everyPage(root).flatMap(({ path, fences, inlineCode }) =>
  [...fences.filter(({ language }) => ['sh', 'bash', ''].includes(language)), ...inlineCode].flatMap(
    ({ line, text }) =>
      commandLines(text)
        .filter((command) => /^(npx|npm|nx) /.test(command))
        .map((command) => ({ at: `${path}:${line}`, command })),
  ),
);

describe('the commands on all pages', () => {
  it('are found, so that the following says something', () => expect(commands.length).toBeGreaterThan(150));

  it('exist, with the projects and the options that they name', () => {
    const problems = commands.flatMap(({ at, command }) =>
      problemsOf(command, workspace).map((problem) => `${at}: ${command}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });
});

describe('a command', () => {
  it.each([
    ['npx nx diff grades -c local', []],
    ['npx nx run grades:release -c prod --service backend --digest sha256:...', []],
    ['npx nx run-many -t lint,test -p grades', []],
    ["npx nx g job nightly --application kvittering --schedule 'cron(0 4 * * ? *)'", []],
    ['npx nx addresses grades --confirm-removal=aws_sqs_queue.a', []],
    ['npm run nothing', ["npm has no script 'nothing'"]],
    ['npx tsx --expose-gc tools/nothing.ts', ['there is no tools/nothing.ts']],
    ['npx nx dif grades', ["there is no target 'dif'"]],
    ['npx nx diff grads', ["there is no project 'grads'"]],
    ['npx nx diff grades --forced', ['the target diff has no option --forced']],
    ['npx nx run grades:relase', ["there is no target 'relase'"]],
    ['npx nx run-many -t diff deplo', ["there is no target 'deplo'"]],
    ['npx nx g servce api', ["there is no generator 'servce'"]],
    ['npx nx g service api --hots x', ['the generator service has no option --hots']],
  ])('%s', (command, problems) => expect(problemsOf(command, workspace)).toEqual(problems));

  it('stands in parentheses, too', () => {
    expect(commandLines('(cd ../before && npx nx run-many -t synth)')).toEqual([
      'cd ../before',
      'npx nx run-many -t synth',
    ]);
    expect(commandLines("npx nx g job a --schedule 'rate(1 hour)'")).toEqual([
      "npx nx g job a --schedule 'rate(1 hour)'",
    ]);
  });

  it('goes on after a backslash, and ends before another', () => {
    expect(
      commandLines(
        'npm ci && npm start\nnpx nx g service a \\\n  --port 1\nexec node_modules/.bin/nx diff a',
      ),
    ).toEqual(['npm ci', 'npm start', 'npx nx g service a --port 1', 'npx nx diff a']);
  });
});
