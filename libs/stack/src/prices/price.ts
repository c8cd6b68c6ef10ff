import { missingPrice } from '../errors';
import file from './prices.json';

/** What AWS asks for one unit of something, and how that is known (docs/decisions/cost.md). */
export interface Price {
  /** Dollars without tax. */
  readonly dollars: number;
  /** The unit: `hour`, `GB-month`, `million requests`. */
  readonly per: string;
  /** Where it is written: a page, or the usage type of AWS's price list. */
  readonly source: string;
  /** When it was so: `2026-10-09`. */
  readonly date: string;
  /** How it was derived, where it is not AWS's own number for this region. */
  readonly estimate?: string;
  /** How many units the account has for nothing each month. */
  readonly freeEachMonth?: number;
  /** Which one product of AWS's price list it is, for a refresh. Without: a person looks it up. */
  readonly offer?: PriceOffer;
}

export interface PriceOffer {
  /** AWS's code of the service, such as `AmazonEC2`. */
  readonly service: string;
  /** What no other product of the service has all of. */
  readonly filters: Readonly<Record<string, string>>;
}

/** The file of prices, as it is written. */
export interface PriceFile {
  readonly region: string;
  readonly currency: string;
  /** When all of it was last held against AWS's price list: `2026-11-26`. */
  readonly checked: string;
  readonly prices: Readonly<Record<string, Price>>;
}

/** Where prices stand, from the root of the workspace. A refresh writes it; nobody else has a price. */
export const pricesFile = 'libs/stack/src/prices/prices.json';

/** Every price there is, of one region and in dollars without tax. */
export const prices: PriceFile = file;

/**
 * A price by its name, such as `ec2/t4g.small`.
 *
 * @throws UserError that says how to add it, where there is none.
 */
export function priceOf(name: string, { prices: known }: PriceFile = prices): Price {
  const price = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!price) throw missingPrice(name, pricesFile);
  return price;
}
