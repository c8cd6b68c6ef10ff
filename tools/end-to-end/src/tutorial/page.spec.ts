import { stepsOf } from './page';

it('is each command, what it prints, and what is seen, in their order', () => {
  const page = [
    'Begin:',
    '```sh\nnpm ci\nnpm start\n```',
    '```text\nIt runs.\n```',
    '![a page](page.png)',
    '<!-- the last one fails -->',
    '```sh\nnpx nx release\nnpx nx release again\n```',
    '```ts\nno.command();\n```',
    '```sh\nnpm stop\n```',
  ];
  expect(stepsOf(page.join('\n\n'))).toEqual([
    { command: 'npm ci', fails: false, shown: [] },
    { command: 'npm start', fails: false, shown: ['It runs.'] },
    { picture: 'page.png' },
    { command: 'npx nx release', fails: false, shown: [] },
    { command: 'npx nx release again', fails: true, shown: [] },
    { command: 'npm stop', fails: false, shown: [] },
  ]);
});
