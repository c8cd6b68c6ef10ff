import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writtenEstate } from '../written-estate';
import { alternativesPage, command, withFigures } from './page';

const page = readFileSync(join(__dirname, '../../../..', alternativesPage), 'utf8');
const stacks = writtenEstate();

describe(alternativesPage, () => {
  it(`has the figures that ${command} writes, of the stacks and the prices as they are now`, () => {
    expect(withFigures(page, stacks)).toBe(page);
  });

  it('has a figure for each alternative that the cost knows, and leaves the rest of the page', () => {
    const written = withFigures(
      'Before\n<!-- figures: made by `npx tsx tools/test-all/src/alternatives/write.ts` -->\nold\n<!-- /figures -->\nAfter\n',
      stacks,
    );
    expect(written).toMatch(
      /^Before\n[^]*\| here +\| \d+ +\|[^]*\| on Fargate +\| \d+ +\| \d+ (more|less)[^]*\nAfter\n$/,
    );
    expect(written).not.toContain('old');
  });
});
