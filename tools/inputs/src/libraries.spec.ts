import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeLibraries } from './libraries';

const root = join(__dirname, '..', '..', '..');
const described = describeLibraries(root);

describe.each(Object.entries(described))('%s', (file, types) => {
  it('follows from the types as they are now; if not: npx tsx tools/inputs/src/write.ts', () => {
    expect(JSON.parse(readFileSync(join(root, file), 'utf8'))).toEqual(types);
  });
});
