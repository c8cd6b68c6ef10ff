import { mapOf } from '../model/map-of';
import { estateStacks } from '../testing/estate-stacks';
import { buildPage } from './page';

describe('the file of the page', () => {
  it('of 300 applications in two environments is no larger than 5 MB', async () => {
    const data = await mapOf(estateStacks(300));
    expect(data.applications).toHaveLength(600);
    expect(Buffer.byteLength(await buildPage(data))).toBeLessThan(5_000_000);
  });

  it('names nothing that would be fetched, and may fetch nothing', async () => {
    const page = await buildPage(await mapOf(estateStacks(1)));
    expect(page).toContain("default-src 'none'");
    expect(page.match(/<(link|img|iframe|base)\b|\ssrc=|@import|url\(/g)).toBeNull();
  });
});
