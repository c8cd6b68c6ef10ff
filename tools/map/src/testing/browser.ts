import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser, chromium, Page } from 'playwright-core';
import { buildPage } from '../file/page';
import { MapData } from '../model/map-data';

const programs = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Why no browser can be driven here; nothing where one can. Where nothing may be skipped (CI) they are, or fail. */
export function whyNoBrowser(): string | undefined {
  return process.env['CI'] || programs.some(existsSync)
    ? undefined
    : 'there is no Chromium (apt install chromium)';
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: programs.find(existsSync), args: quiet });
}

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
