import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser, Page } from 'playwright-core';
import { buildPage } from '../file/page';
import { MapData } from '../model/map-data';
import { whyNoBrowser } from './chromium';

/** How a page is opened. */
export interface View {
  /** What follows # in its address. */
  readonly at?: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** The page of a map, as a file that a browser opens. What it fetches, and every error in its console, is kept. */
export class MapFile {
  readonly fetched: string[] = [];
  readonly errors: string[] = [];
  readonly url: string;

  private readonly folder = mkdtempSync(join(tmpdir(), 'map-'));

  private constructor(html: string) {
    const file = join(this.folder, 'map.html');
    writeFileSync(file, html);
    this.url = `${pathToFileURL(file)}`;
  }

  static async of(data: MapData): Promise<MapFile> {
    return new MapFile(await buildPage(data));
  }

  async open(
    browser: Browser,
    { at = '', width = 1280, height = 800, colorScheme }: View = {},
  ): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    page.on('request', (request) => this.fetched.push(request.url()));
    page.on('console', (message) => void (message.type() === 'error' && this.errors.push(message.text())));
    page.on('pageerror', (error) => this.errors.push(error.message));
    await page.goto(`${this.url}#${at}`);
    await page.waitForSelector('main');
    return page;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Jest's `describe`, or the one that skips where there is no browser, and says so past Jest. */
export function describeInBrowser(): jest.Describe {
  const missing = whyNoBrowser();
  if (!missing) return describe;
  process.stderr.write(`\n  SKIPPED, NOT TESTED: the page of the map in a browser. ${missing}\n\n`);
  return describe.skip;
}
