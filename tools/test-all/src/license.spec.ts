import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const read = (file: string) => readFileSync(join(__dirname, '../../..', file), 'utf8');

it('is one that people know, and package.json says the same', () => {
  const { license } = JSON.parse(read('package.json'));
  expect(read('LICENSE')).toMatch(new RegExp(`^${license} License\n`));
});

it('of no package asks for more than it gives: everything written with AGPL would have to be given away the same', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { license?: string }>;
  };
  const licensed = Object.entries(packages).filter(([, { license }]) => license);
  expect(licensed.length).toBeGreaterThan(500);
  expect(licensed.filter(([, { license = '' }]) => /AGPL|SSPL|BUSL|UNLICENSED/i.test(license))).toEqual([]);
});
