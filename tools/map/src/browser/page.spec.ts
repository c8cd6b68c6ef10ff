import { Browser, Page } from 'playwright-core';
import { Thing } from '../model/map-data';
import { mapOf } from '../model/map-of';
import { applicationStack } from '../testing/application-stack';
import { describeInBrowser, MapFile } from '../testing/browser';
import { startBrowser } from '../testing/chromium';
import { estateStacks, platformStack } from '../testing/estate-stacks';

let browser: Browser;
let file: MapFile;
let page: Page;
const stacks = estateStacks(2);
const map = mapOf(stacks);

/** The ids of the things that can be seen. */
const seen = (): Promise<string[]> =>
  page.$$eval('main [data-thing]', (all) =>
    all.filter((each) => each.checkVisibility()).map((each) => each.getAttribute('data-thing') ?? ''),
  );
const thing = (id: string) => page.locator(`main [data-thing="${id}"]`).first();
const details = () => page.locator('aside').innerText();
const allThings = async (): Promise<Thing[]> => {
  const { applications, platforms } = await map;
  return [...applications, ...platforms].flatMap(({ things }) => things);
};

describeInBrowser()('the page of the map', () => {
  beforeAll(async () => {
    browser = await startBrowser();
    file = await MapFile.of(await map);
  });
  beforeEach(async () => {
    page = await file.open(browser);
  });
  afterEach(async () => {
    await page.close();
    expect(file.errors).toEqual([]);
    expect([...new Set(file.fetched)].map((url) => url.split('#')[0])).toEqual([file.url]);
  });
  afterAll(async () => {
    file?.remove();
    await browser?.close();
  });

  it('shows every thing of every application in its environment', async () => {
    for (const environment of ['prod', 'staging']) {
      await page.getByRole('button', { name: environment, exact: true }).click();
      const expected = (await map).applications
        .filter((each) => each.environment === environment)
        .flatMap(({ things }) => things.map(({ id }) => id));
      expect(await seen()).toEqual(expect.arrayContaining(expected));
      expect((await seen()).filter((id) => id.startsWith('application'))).toHaveLength(expected.length);
    }
  });

  it('lists all of it as a table, too', async () => {
    await page.getByRole('link', { name: 'List' }).click();
    const inProd = (await allThings()).filter(({ environment }) => environment === 'prod');
    expect((await seen()).sort()).toEqual(inProd.map(({ id }) => id).sort());
    expect(await page.getByRole('row', { name: /application1-prod\.example\.no/ }).count()).toBeGreaterThan(
      0,
    );
  });

  it('finds every thing by its name, in each environment', async () => {
    await page.getByRole('link', { name: 'List' }).click();
    for (const { id, name, environment } of await allThings()) {
      await page.getByRole('button', { name: environment, exact: true }).click();
      await page.getByRole('searchbox').fill(name);
      expect(await seen()).toContain(id);
    }
  });

  it('finds by secret, alarm and size, leaves the rest out of focus, and says how many there are and where', async () => {
    const search = page.getByRole('searchbox');
    const inFocus = () =>
      page.$$eval('main .band:not([hidden]) .thing[data-found]', (all) =>
        all.map((each) => each.getAttribute('data-thing')),
      );
    await search.fill('application1-prod-api-unhealthy');
    expect(await inFocus()).toEqual(['application1-prod/api']);
    await search.fill('worker 128 application2');
    expect(await inFocus()).toEqual(['application2-prod/worker']);
    expect(await page.getByRole('status').innerText()).toBe('1 found in prod, 1 in staging');
    await search.fill('SIGNING_KEY');
    expect(await inFocus()).toEqual(['application1-prod/api', 'application2-prod/api']);
    await search.fill('no such thing');
    expect(await inFocus()).toEqual([]);
    expect(await page.getByRole('status').innerText()).toBe('Nothing is found');
  });

  it('marks what it found in every view and environment, as long as it is searched for', async () => {
    const marked = () =>
      page.$$eval('main [data-found]', (all) => all.map((each) => each.getAttribute('data-thing')).sort());
    const search = page.getByRole('searchbox');
    await page.getByRole('link', { name: 'Network' }).click();
    await search.fill('worker 128 application2');
    expect(await marked()).toEqual(['application2-prod/worker', 'application2-staging/worker']);
    await page.getByRole('link', { name: 'Requests' }).click();
    expect(await marked()).toEqual(['application2-prod/worker']);
    await page.getByRole('button', { name: 'staging', exact: true }).click();
    expect(await marked()).toEqual(['application2-staging/worker']);
    await thing('application2-staging/api').click();
    await search.fill('SIGNING_KEY application2');
    expect(await marked()).toEqual(['application2-staging/api']);
    await search.fill('');
    expect(await marked()).toEqual([]);
  });

  it('dots the line around what a search leaves out, on a screen, on paper and in forced colours', async () => {
    await page.getByRole('link', { name: 'Network' }).click();
    await page.getByRole('searchbox').fill('worker');
    const line = (id: string) =>
      page.evaluate<object>(`(() => {
        const { borderStyle, borderTopColor, backgroundImage } = getComputedStyle(document.querySelector('main [data-thing="${id}"]'));
        return { borderStyle, isSeen: borderTopColor !== 'rgba(0, 0, 0, 0)', ground: backgroundImage };
      })()`);
    const border = { borderStyle: 'dotted', isSeen: true, ground: 'none' };
    const ground = {
      borderStyle: 'dotted',
      isSeen: false,
      ground: expect.stringContaining('repeating-conic-gradient'),
    };
    expect(await line('application1-prod/api')).toEqual(ground);
    expect(await line('application1-prod/worker')).toEqual({ ...border, borderStyle: 'solid' });
    await page.emulateMedia({ media: 'print' });
    expect(await line('application1-prod/api')).toEqual(border);
    await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
    expect(await line('application1-prod/api')).toEqual(border);
  });

  it('says of a selected thing who owns it, its size, health check, secrets by name, and alarms with what to do', async () => {
    await thing('application1-prod/api').click();
    const text = await details();
    for (const part of [
      'owned by dotkom',
      '256 MiB',
      '/health',
      'SIGNING_KEY',
      'application1-prod-api-unhealthy',
    ])
      expect(text).toContain(part);
    expect(await page.getByRole('link', { name: 'What to do' }).getAttribute('href')).toMatch(
      /unhealthy-hosts\.md$/,
    );
  });

  it('lights up the way of a request: hosts before it, what it uses after it, and nothing else', async () => {
    await thing('application1-prod/api').click();
    const way = await page.$$eval('main .on-way, main .selected', (all) =>
      all.map((each) => each.getAttribute('data-thing')),
    );
    expect(way.sort()).toEqual([
      'application1-prod/api',
      'application1-prod/database',
      'application1-prod/hosts/api.application1-prod.example.no',
      'application1-prod/hosts/www.application1-prod.example.no',
      'application1-prod/mails',
      'platform-prod/gateway/platform-prod',
    ]);
  });

  it('has an address for what is shown, by which it is shown again, and goes back', async () => {
    await thing('application2-prod/worker').click();
    const again = await browser.newPage();
    await again.goto(page.url());
    expect(await again.locator('aside h2').innerText()).toBe('worker');
    await again.close();
    await page.goBack();
    expect(await page.locator('aside h2').innerText()).toBe('Everything in prod');
  });

  it('shows each task on a node in its zone, as tall as its memory', async () => {
    await page.getByRole('link', { name: 'Network' }).click();
    const height = async (id: string) => (await thing(id).boundingBox())?.height ?? 0;
    expect(await page.locator('.zone').count()).toBe(3);
    expect((await seen()).filter((id) => id.endsWith('/api') || id.endsWith('/worker'))).toHaveLength(8);
    expect(await height('application1-prod/api')).toBeGreaterThan(await height('application1-prod/worker'));
  });
});

describeInBrowser()('the page of a change', () => {
  it('shows what comes, goes and becomes different, with a sign for each', async () => {
    const before = [
      platformStack(),
      applicationStack('grades', 'prod', { withoutJob: true }),
      applicationStack('gone', 'prod'),
    ];
    const after = [platformStack(), applicationStack('grades', 'prod', { memory: 512 })];
    const changed = await MapFile.of(await mapOf(after, { before }));
    const tab = await startBrowser();
    const changes = await changed.open(tab, { at: 'prod/changes' });
    const lines = await changes.locator('main li').allInnerTexts();
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^\+.*nightly.*job of grades/s)]));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^−.*api.*web service of gone/s)]));
    expect(lines).toEqual(expect.arrayContaining([expect.stringMatching(/^±.*api.*web service of grades/s)]));
    await changes.getByRole('link', { name: 'Requests' }).click();
    expect(await changes.locator('.thing.removed').count()).toBe(12);
    await tab.close();
    changed.remove();
  });
});

describeInBrowser()('a long list', () => {
  it('is shown in parts, the next when it is asked for, and searched as a whole', async () => {
    const many = await mapOf(estateStacks(7));
    const inProd = [...many.platforms, ...many.applications].filter(
      (each) => !('environment' in each) || each.environment === 'prod',
    );
    const all = inProd.flatMap(({ things }) => things.map(({ id }) => id));
    const last = all.at(-1) ?? '';
    const browser = await startBrowser();
    const file = await MapFile.of(many);
    const page = await file.open(browser, { at: 'prod/list' });
    const listed = () => page.locator('main [data-thing]').count();
    expect(all.length).toBeGreaterThan(60);
    expect(await listed()).toBe(60);
    await page.getByRole('searchbox').fill(last);
    expect(await page.locator(`main [data-thing="${last}"]`).isVisible()).toBe(true);
    await page.getByRole('searchbox').fill('');
    await page.getByRole('button', { name: `Show the next of ${all.length}` }).click();
    expect(await listed()).toBe(all.length);
    expect(await page.getByRole('button', { name: 'Show the next' }).count()).toBe(0);
    await browser.close();
    file.remove();
  });
});
