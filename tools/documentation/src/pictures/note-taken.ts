import { join } from 'node:path';
import { noteTaken } from './pictures';

/** `npx tsx tools/documentation/src/pictures/note-taken.ts map.png`: the picture shows what is there now. */
noteTaken(join(__dirname, '../../../..'), process.argv.slice(2));
