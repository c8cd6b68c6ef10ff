import { commandOf, stepsOf } from './page';

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

describe('a command of a page', () => {
  const page =
    'End it: `npm stop`, and again `npm stop`.\n\n1. Then:\n\n   ```sh\n   npm start\n   npm start -- wiki\n   ```\n';

  it('stands in a block or in the text', () => {
    expect(commandOf(page, /stop/)).toBe('npm stop');
    expect(commandOf(page, /wiki$/)).toBe('npm start -- wiki');
  });

  it('is missed where the page has another one, or several', () => {
    expect(() => commandOf(page, /npm ci/)).toThrow('0 commands of the page are /npm ci/');
    expect(() => commandOf(page, /start/)).toThrow(/^2 commands[^]*npm start -- wiki$/);
  });
});
