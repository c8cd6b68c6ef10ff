import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startBrowser } from './browser';

/** `npx tsx tools/map/src/testing/screenshot.ts`: the picture in the README of the repository, of `dist/map.html`. */

const workspaceRoot = join(__dirname, '..', '..', '..', '..');
const shown = 'prod/requests/grades-prod/backend';

async function screenshot(): Promise<void> {
  const browser = await startBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  await page.goto(`${pathToFileURL(join(workspaceRoot, 'dist', 'map.html'))}#${shown}`);
  await page.waitForSelector('.selected');
  await page.screenshot({ path: join(workspaceRoot, 'docs', 'map.png') });
  await browser.close();
}

void screenshot();
