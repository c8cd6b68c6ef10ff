import { Page } from 'playwright-core';
import { buildPage } from '../tools/map/src/file/page';
import { mapOf } from '../tools/map/src/model/map-of';
import { MapFile } from '../tools/map/src/testing/browser';
import { startBrowser, whyNoBrowser } from '../tools/map/src/testing/chromium';
import { estateStacks } from '../tools/map/src/testing/estate-stacks';
import { Benchmark, rounded, times } from './figures';

const sizes = [5, 30, 100, 300, 1000];
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

/** The map: to make, to be seen first, and to search in each view. */
export const map: Benchmark = async () => {
  const missing = whyNoBrowser();
  if (missing) throw new Error(missing);
  const all: (Awaited<ReturnType<typeof measure>> & { applications: number })[] = [];
  for (const applications of sizes) all.push({ applications, ...(await measure(applications)) });
  const [least, most] = [all[0]!, all.at(-1)!];
  return {
    title: 'The map',
    how:
      'Of generated applications in staging and prod, in a headless Chromium. The first picture is what the browser calls the first contentful ' +
      'paint; a search lasts from the letter to the answer on the screen, the slowest of seven queries; medians of five.',
    columns: [
      'applications',
      'made, s',
      'MB',
      'first picture, s',
      ...views.map((view) => `search, ${view}, ms`),
    ],
    rows: all.map(({ applications, made, size, seen, found }) => [
      ...[applications, rounded(made), rounded(size), rounded(seen)],
      ...views.map((view) => Math.round(median(found[view]))),
    ]),
    says: [
      `${most.applications} applications are made in ${times(most.made, least.made)} the time of ${least.applications}, and are seen after ${rounded(most.seen)} s.`,
    ],
    curve: {
      ...{ across: 'applications', up: 'seconds', at: sizes },
      lines: {
        made: all.map(({ made }) => rounded(made)),
        'first picture': all.map(({ seen }) => rounded(seen)),
      },
    },
  };
};
