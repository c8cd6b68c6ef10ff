import axe from 'axe-core';
import { Browser } from 'playwright-core';
import { mapOf } from '../model/map-of';
import { applicationStack } from '../testing/application-stack';
import { describeInBrowser, MapFile } from '../testing/browser';
import { startBrowser } from '../testing/chromium';
import { platformStack } from '../testing/estate-stacks';

let browser: Browser;
let file: MapFile;

const before = [
  platformStack(),
  applicationStack('grades', 'prod', { withoutJob: true }),
  applicationStack('gone', 'prod'),
];
const after = [platformStack(), applicationStack('grades', 'prod', { memory: 512 })];
const views = ['prod/requests', 'prod/requests/grades-prod/api', 'prod/network', 'prod/list', 'prod/changes'];

/** The rules that a page breaks, with what breaks them. Source: https://github.com/dequelabs/axe-core, WCAG 2.2 AA and good practice. */
async function broken(at: string, colorScheme: 'light' | 'dark', width: number): Promise<string[]> {
  const page = await file.open(browser, { at, colorScheme, width });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  await page.close();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describeInBrowser()('the page, for everybody', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    file = await MapFile.of(await mapOf(after, { before }));
  });
  afterAll(async () => {
    file?.remove();
    await browser?.close();
  });

  it.each(views)('breaks no rule of accessibility, light and dark, wide and on a phone: %s', async (at) => {
    expect(await broken(at, 'light', 1280)).toEqual([]);
    expect(await broken(at, 'dark', 390)).toEqual([]);
  });

  it.each(views)('needs no scrolling sideways, from a phone to a wide screen: %s', async (at) => {
    const page = await file.open(browser, { at });
    for (const width of [360, 390, 768, 1024, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      const overflow = 'document.documentElement.scrollWidth - innerWidth';
      expect([width, await page.evaluate(overflow)]).toEqual([width, 0]);
    }
    await page.close();
  });

  it('is light or dark, as the person has it', async () => {
    const ground = async (colorScheme: 'light' | 'dark') => {
      const page = await file.open(browser, { colorScheme });
      const color = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
      await page.close();
      return color;
    };
    expect([await ground('light'), await ground('dark')]).toEqual(['rgb(248, 248, 246)', 'rgb(19, 21, 22)']);
  });
});
