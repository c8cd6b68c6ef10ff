import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Browser } from 'playwright-core';
import { Reader } from './reader';

/** What the page shows a picture of: where the reader sees it, and a text that is there. */
interface Sight {
  readonly address: (reader: Reader) => string;
  readonly selector: string;
  /** Width and height of the picture, in pixels. */
  readonly size: readonly [number, number];
}

const kvittering = (reader: Reader) => reader.here('http://kvittering.grades.no.localhost:8080');
const map = ({ root }: Reader) => pathToFileURL(join(root, 'dist', 'map.html')).href;

/** By the name of the picture in docs/. */
export const sights: Readonly<Record<string, Sight>> = {
  'stand-in.png': { address: kvittering, selector: 'h1:text-is("api of kvittering")', size: [1024, 520] },
  'kvittering.png': { address: kvittering, selector: 'li:has-text("Pizza")', size: [1024, 300] },
  'map.png': {
    address: (reader) => `${map(reader)}#prod/requests/kvittering-prod/api`,
    selector: '.selected',
    size: [1280, 760],
  },
};

/**
 * Opens in a browser what a picture shows, and makes sure that it is there.
 *
 * @param to a file for a picture of it, where it is to be taken anew.
 */
export async function look(browser: Browser, reader: Reader, name: string, to?: string): Promise<void> {
  const {
    address,
    selector,
    size: [width, height],
  } = sights[name]!;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
  await page.goto(address(reader));
  await page.waitForSelector(selector);
  if (to) await page.screenshot({ path: to });
  await page.close();
}

/** Keeps what the pictures show, so that a test can tell when they are old. */
export function noteTaken(workspaceRoot: string, names: readonly string[]): void {
  const program = join(workspaceRoot, 'tools/documentation/src/pictures/note-taken.ts');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, ...names], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}
