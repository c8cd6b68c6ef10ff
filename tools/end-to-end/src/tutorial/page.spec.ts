import { stepsOf } from './page';

it('is each command, what it prints, and what is seen, in their order', () => {
  const page = [
    'Begin:',
    '<!-- the last one goes on -->',
    '```sh\nnpm ci\nnpm start\n```',
    '```text\nIt runs.\n```',
    '![a page](page.png)',
    '<!-- the last one fails -->',
    '```sh\nnpx nx release\nnpx nx release again\n```',
    '```ts\nno.command();\n```',
    '<!-- once what goes on has ended -->',
    '```sh\nnpm stop\nls\n```',
  ];
  const plain = { fails: false, goesOn: false, waits: false, shown: [] };
  expect(stepsOf(page.join('\n\n'))).toEqual([
    { ...plain, command: 'npm ci' },
    { ...plain, command: 'npm start', goesOn: true, shown: ['It runs.'] },
    { picture: 'page.png' },
    { ...plain, command: 'npx nx release' },
    { ...plain, command: 'npx nx release again', fails: true },
    { ...plain, command: 'npm stop', waits: true },
    { ...plain, command: 'ls' },
  ]);
});
