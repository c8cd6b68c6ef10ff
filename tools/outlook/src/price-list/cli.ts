import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PricingClient } from '@aws-sdk/client-pricing';
import { isUserError } from '@dotkom/stack/conventions';
import { PriceFile, pricesFile } from '@dotkom/stack/prices';
import { askPriceList } from './ask-price-list';
import { refreshPrices, refreshReport } from './refresh';

/** `npm run prices`: brings the file of prices up to date with AWS's price list, and says what changed. */

/** The price list of the whole world answers in a few regions only; this is the one in Europe. */
const region = 'eu-central-1';

async function main(): Promise<void> {
  const file = join(__dirname, '..', '..', '..', '..', pricesFile);
  const prices = JSON.parse(readFileSync(file, 'utf8')) as PriceFile;
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const refreshed = await refreshPrices(prices, askPriceList(new PricingClient({ region })), today);
  writeFileSync(file, `${JSON.stringify(refreshed.file, undefined, 2)}\n`);
  console.log(refreshReport(refreshed));
}

main().catch((error) => {
  console.error(isUserError(error) ? error.message : error);
  process.exitCode = 1;
});
