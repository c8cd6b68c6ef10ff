import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from './replace-file';
import { Running, temporaryFolder } from './testing';

const folder = temporaryFolder();

describe('a file that is replaced', () => {
  it('is found whole by whoever reads it meanwhile', async () => {
    const file = join(folder, 'shared');
    const writer = new Running(join(__dirname, 'testing', 'keep-replacing.ts'), file);
    await writer.said('replacing');
    const found = new Set(Array.from({ length: 500 }, () => readFileSync(file, 'utf8')));
    writer.interrupt('SIGKILL');
    await writer.ended;
    expect([...found].filter((text) => !/^(a{200000}|b{200000})$/.test(text))).toEqual([]);
  });

  it('leaves nothing beside itself', () => {
    replaceFile(join(folder, 'one'), 'text');
    expect(readdirSync(folder).filter((name) => name.startsWith('one'))).toEqual(['one']);
  });
});
