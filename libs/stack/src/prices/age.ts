import { PriceFile, prices, pricesFile } from './price';
import { oldPrices } from '../errors';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** How long prices are taken for true. AWS changes few of them, and hardly ever upwards. */
const believedDays = 365;

/** A warning where nobody has held the prices against AWS's for more than a year. */
export function ageWarning(today: Date, file: PriceFile = prices): string | undefined {
  const days = Math.floor((today.getTime() - Date.parse(file.checked)) / dayMilliseconds);
  return days > believedDays ? oldPrices(pricesFile, file.checked, days) : undefined;
}
