import fc from 'fast-check';
import { wrapped } from './markdown';

describe('a text in a fence', () => {
  it('is broken between words, and keeps every one of them in order', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z.,()]{1,150}$/), { maxLength: 60 }), (words) => {
        const text = wrapped(words.join(' '));
        expect(text.split(/\s/).filter(Boolean)).toEqual(words);
        for (const line of text.split('\n')) expect(line.length <= 110 || !line.includes(' ')).toBe(true);
      }),
    );
  });

  it('keeps its own lines', () => expect(wrapped('one\n\n  two')).toBe('one\n\n  two'));
});
