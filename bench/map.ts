import { Page } from 'playwright-core';
import { buildPage } from '../tools/map/src/file/page';
import { mapOf } from '../tools/map/src/model/map-of';
import { MapFile } from '../tools/map/src/testing/browser';
import { startBrowser, whyNoBrowser } from '../tools/map/src/testing/chromium';
import { estateStacks } from '../tools/map/src/testing/estate-stacks';

/**
 * `npx tsx bench/map.ts`: how long the map of five applications takes, and of 300, each in staging and prod: to make, to be seen
 * first, and to search in each view. The times are this machine's; the ratio is what can be compared.
 */
const runs = 5;
const views = ['requests', 'network', 'list'] as const;

const median = (times: readonly number[]) =>
  [...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;

/** In the page: from a letter that is typed to when the answer is on the screen. */
const searchMilliseconds = (query: string) => `new Promise((done) => {
  const field = document.querySelector('input[type=search]');
  const started = performance.now();
  field.value = ${JSON.stringify(query)};
  field.dispatchEvent(new Event('input', { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
})`;

/** In the page: from when it is opened to when something of the map is on the screen. */
const firstPictureMilliseconds = `new Promise((done) => {
  const seen = (list) => list.getEntriesByName('first-contentful-paint').forEach(({ startTime }) => done(startTime));
  new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
})`;

async function searched(page: Page): Promise<number> {
  const times: number[] = [];
  for (const query of ['a', 'ap', 'api', 'api SIGNING_KEY', 'worker', '', 'application1-']) {
    times.push(await page.evaluate<number>(searchMilliseconds(query)));
  }
  return Math.max(...times);
}

async function measure(applications: number) {
  const stacks = estateStacks(applications);
  const started = Date.now();
  const data = await mapOf(stacks);
  const size = Buffer.byteLength(await buildPage(data));
  const made = (Date.now() - started) / 1000;
  const file = await MapFile.of(data);
  const browser = await startBrowser();
  const seen: number[] = [];
  const found: Record<(typeof views)[number], number[]> = { requests: [], network: [], list: [] };
  for (let run = 0; run < runs; run++) {
    for (const view of views) {
      const page = await file.open(browser, { at: `prod/${view}` });
      if (view === 'requests') seen.push(await page.evaluate<number>(firstPictureMilliseconds));
      found[view].push(await searched(page));
      await page.close();
    }
  }
  await browser.close();
  file.remove();
  return { made, size: size / 1e6, seen: median(seen) / 1000, found };
}

async function bench(): Promise<void> {
  const missing = whyNoBrowser();
  if (missing) throw new Error(missing);
  for (const applications of [5, 300]) {
    const { made, size, seen, found } = await measure(applications);
    console.log(
      `${applications} applications: made in ${made.toFixed(1)} s, ${size.toFixed(2)} MB, first picture after ` +
        `${seen.toFixed(2)} s, slowest search ${views.map((view) => `${median(found[view]).toFixed(0)} ms (${view})`).join(', ')}`,
    );
  }
}

void bench();
