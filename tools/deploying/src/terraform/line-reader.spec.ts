import fc from 'fast-check';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@dotkom/processes/testing';
import { LineReader } from './line-reader';

const folder = temporaryFolder();

describe('reading the lines of a file as they come', () => {
  it('finds nothing in a file that is not there yet', () => {
    const lines: string[] = [];
    const reader = new LineReader(join(folder, 'nowhere'), (line) => lines.push(line));
    reader.read();
    reader.end();
    expect(lines).toEqual([]);
  });

  it('gives the same lines however the file was written, also within a character', () => {
    let file = 0;
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[aæ✓ ]{0,6}$/)),
        fc.array(fc.integer({ min: 1, max: 5 })),
        (words, lengths) => {
          const bytes = Buffer.from(words.map((word) => `${word}\n`).join(''));
          const path = join(folder, `growing-${(file += 1)}`);
          writeFileSync(path, '');
          const lines: string[] = [];
          const reader = new LineReader(path, (line) => lines.push(line));
          let position = 0;
          for (const length of lengths) {
            appendFileSync(path, bytes.subarray(position, position + length));
            position += length;
            reader.read();
          }
          appendFileSync(path, bytes.subarray(position));
          reader.end();
          expect(lines).toEqual(words);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('gives a last line that has no end', () => {
    const path = join(folder, 'unfinished');
    writeFileSync(path, 'one\ntwo');
    const lines: string[] = [];
    const reader = new LineReader(path, (line) => lines.push(line));
    reader.read();
    expect(lines).toEqual(['one']);
    reader.end();
    expect(lines).toEqual(['one', 'two']);
  });
});
