import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, writeFiles } from '@dotkom/processes/testing';
import { digestNow, noteTaken, readPictures } from './pictures';

const root = join(__dirname, '../../../..');
const pictures = readPictures(root);

/** What to do, for whoever changed a page. */
const howToTake = 'PICTURES=true npx jest -c tools/end-to-end/tutorial.config.js takes it anew. Look at it.';

describe('a picture', () => {
  it('of docs/ is in the list, and one in the list is in docs/', () => {
    expect(readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.png'))).toEqual(
      Object.keys(pictures).sort(),
    );
  });

  it.each(Object.entries(pictures))('is not older than what it shows: %s', (name, picture) => {
    const isOld = digestNow(root, picture) !== picture.digest;
    expect(isOld ? `docs/${name} is older than ${picture.of.join(', ')}: ${howToTake}` : 'new').toBe('new');
  });
});

describe('what is noted', () => {
  const folder = temporaryFolder();
  const list = {
    'a.png': { of: ['page', 'style.css'], digest: '' },
    'b.png': { of: ['page'], digest: 'kept' },
  };
  const files = {
    'docs/pictures.json': list,
    'page/one.ts': '1',
    'page/deep/two.ts': '2',
    'style.css': 'red',
  };
  beforeEach(() => writeFiles(folder, files));
  const isNew = () => digestNow(folder, list['a.png']) === readPictures(folder)['a.png']?.digest;

  it('holds for the picture that was taken, and for no other', () => {
    noteTaken(folder, ['a.png']);
    expect(isNew()).toBe(true);
    expect(readPictures(folder)['b.png']).toEqual(list['b.png']);
    expect(readFileSync(join(folder, 'docs/pictures.json'), 'utf8')).toMatch(/\}\n$/);
  });

  it.each(['page/deep/two.ts', 'style.css', 'page/three.ts'])('is old once %s is another', (file) => {
    noteTaken(folder, ['a.png']);
    writeFiles(folder, { [file]: 'blue' });
    expect(isNew()).toBe(false);
  });
});
