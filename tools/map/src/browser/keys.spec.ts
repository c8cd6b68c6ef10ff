import { Browser, Page } from 'playwright-core';
import { mapOf } from '../model/map-of';
import { describeInBrowser, MapFile } from '../testing/browser';
import { startBrowser } from '../testing/chromium';
import { estateStacks } from '../testing/estate-stacks';

let browser: Browser;
let file: MapFile;
let page: Page;

const api = 'application1-prod/api';

/** What has the focus: a thing by its id, all else by its text. */
const focused = (): Promise<string> =>
  page.$eval(':focus', (each) => each.getAttribute('data-thing') ?? each.textContent ?? '');
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

describeInBrowser()('the page, by keys alone', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    file = await MapFile.of(await mapOf(estateStacks(2)));
  });
  beforeEach(async () => {
    page = await file.open(browser);
  });
  afterEach(() => page.close());
  afterAll(async () => {
    file?.remove();
    await browser?.close();
  });

  it('leads with Tab past views, search and environments to one thing of the picture, and on to its details', async () => {
    const way: string[] = [];
    for (let n = 0; n < 8; n++) {
      await press('Tab');
      way.push(await focused());
    }
    expect(way).toEqual([
      ...['To the map', 'Requests', 'Network', 'List', '', 'prod', 'staging'],
      'platform-prod/gateway/platform-prod',
    ]);
    await press('Enter', 'Tab');
    expect(await page.$eval(':focus', (each) => each.getAttribute('aria-label'))).toBe('Close the details');
  });

  it('goes with arrows from thing to thing, along the way of a request, and to both ends', async () => {
    await page.locator(`[data-thing="${api}"]`).focus();
    await press('ArrowRight');
    expect(await focused()).toBe('application1-prod/database');
    await press('ArrowLeft');
    expect(await focused()).toBe(api);
    await press('ArrowUp');
    expect(await focused()).toBe('application1-prod/hosts/www.application1-prod.example.no');
    await press('ArrowDown', 'ArrowDown');
    expect(await focused()).toBe('application1-prod/database');
    await press('Home');
    expect(await focused()).toBe('platform-prod/gateway/platform-prod');
    await press('End');
    expect(await focused()).toBe('application2-prod/hosts/game.application2-prod.example.no');
  });

  it('comes back by Tab to the thing where it was', async () => {
    await page.locator(`[data-thing="${api}"]`).focus();
    await press('ArrowRight', 'Shift+Tab', 'Tab');
    expect(await focused()).toBe('application1-prod/database');
  });

  it('searches with /, goes to what is found with the arrow, selects, and reads the details with Enter', async () => {
    await press('/');
    await page.keyboard.type('worker application1');
    await press('ArrowDown');
    expect(await focused()).toBe('application1-prod/worker');
    await press('Enter');
    expect(page.url()).toMatch(/#prod\/requests\/application1-prod\/worker$/);
    await press('Enter');
    expect(await focused()).toBe('worker');
    expect(await page.$eval(':focus', (each) => each.tagName)).toBe('H2');
  });

  it('goes back with Escape: first out of the search, then from what is selected to where it is', async () => {
    await press('/');
    await page.keyboard.type('worker application1');
    await press('Enter', 'Escape');
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    await press('Escape');
    expect(page.url()).toMatch(/#prod\/requests$/);
    expect(await focused()).toBe('application1-prod/worker');
  });
});
