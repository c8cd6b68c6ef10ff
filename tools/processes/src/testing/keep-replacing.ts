import { replaceFile } from '../replace-file';

/** Replaces a file by as much of another letter, over and over, for a minute at most. */
const file = process.argv[2] ?? '';
const ends = Date.now() + 60_000;
for (let round = 0; Date.now() < ends; round += 1) {
  replaceFile(file, (round % 2 ? 'a' : 'b').repeat(200_000));
  if (round === 0) console.log('replacing');
}
