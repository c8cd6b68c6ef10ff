import { Price, PriceFile } from '@dotkom/stack/prices';
import { isUserError } from '@dotkom/stack/conventions';
import { offeredPrice } from './offered-price';
import { inOurUnit } from './units';

/** Asks AWS's price list for the products of a service that have all of these attributes; gives texts of JSON. */
export type AskPriceList = (
  service: string,
  filters: Readonly<Record<string, string>>,
) => Promise<readonly string[]>;

/** A price that is another than before. */
export interface ChangedPrice {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** Whether it was an estimate until now. */
  readonly wasEstimate: boolean;
}

export interface Refreshed {
  readonly file: PriceFile;
  readonly changed: readonly ChangedPrice[];
  /** Estimates that AWS's number agrees with: they are estimates no more. */
  readonly confirmed: readonly string[];
  /** Why a price stayed as it was, in words. */
  readonly problems: readonly string[];
  /** What a person has to look up: the price list has it not. */
  readonly byHand: readonly string[];
}

/**
 * Brings prices up to date with AWS's price list. One that it does not have stays as it is, and is told; then the file is no
 * younger than it was.
 *
 * @throws UserError where the price list does not answer.
 */
export async function refreshPrices(file: PriceFile, ask: AskPriceList, today: string): Promise<Refreshed> {
  const problems: string[] = [];
  const prices: Record<string, Price> = {};
  for (const [name, price] of Object.entries(file.prices)) {
    const { offer } = price;
    const answer = offer && (await ask(offer.service, offer.filters));
    prices[name] = answer ? refreshed(name, price, answer, today, problems) : price;
  }
  const names = Object.keys(prices);
  const [old, now] = [(name: string) => file.prices[name]!, (name: string) => prices[name]!];
  const isChanged = (name: string) => now(name).dollars !== old(name).dollars;
  const isSettled = (name: string) => old(name).estimate !== undefined && now(name).estimate === undefined;
  return {
    file: { ...file, checked: problems.length === 0 ? today : file.checked, prices },
    changed: names.filter(isChanged).map((name) => ({
      name,
      before: old(name).dollars,
      after: now(name).dollars,
      wasEstimate: isSettled(name),
    })),
    confirmed: names.filter((name) => isSettled(name) && !isChanged(name)),
    problems,
    byHand: names.filter((name) => !old(name).offer),
  };
}

/** A price with what the price list says, or as it was where that cannot be told. */
function refreshed(
  name: string,
  price: Price,
  answer: readonly string[],
  today: string,
  problems: string[],
): Price {
  try {
    const offered = offeredPrice(name, answer);
    const { estimate: _, ...kept } = price;
    return {
      ...kept,
      dollars: inOurUnit(name, price.per, offered),
      source: `AWS Price List, ${price.offer?.service}, ${offered.sku}, since ${offered.since}`,
      date: today,
    };
  } catch (error) {
    if (!isUserError(error)) throw error;
    problems.push(error.message);
    return price;
  }
}

/** What a refresh did, for a person. */
export function refreshReport({ changed, confirmed, problems, byHand }: Refreshed): string {
  const percent = ({ before, after }: ChangedPrice) => Math.round(100 * (after / before - 1));
  const lines = changed.map((each) => {
    const sign = percent(each) > 0 ? '+' : '';
    const was = each.wasEstimate ? ', which was an estimate' : '';
    return `${each.name}: ${each.before} → ${each.after} (${sign}${percent(each)} %${was})`;
  });
  return [
    ...(lines.length > 0 ? lines : ['No price has changed.']),
    ...(confirmed.length > 0 ? [`No estimate any more: ${confirmed.join(', ')}.`] : []),
    ...problems,
    ...(byHand.length > 0 ? [`Not in the price list, look at their pages: ${byHand.join(', ')}.`] : []),
    'The budget follows at the next deploy of the platform. What all of it costs now: npx nx cost platform',
  ].join('\n');
}
