import { manyProducts, noPriceOffered, noProduct } from './errors';

/** What AWS's price list asks for one product. */
export interface OfferedPrice {
  /** Of one of AWS's own units: one request, one GB. */
  readonly dollars: number;
  /** AWS's word for it: `Hrs`, `GB-Mo`, `Requests`. */
  readonly unit: string;
  readonly sku: string;
  /** Since when: `2026-10-01`. */
  readonly since: string;
}

/** As far as it matters here. Source: "Reading the service price list file", AWS Billing User Guide. */
interface PriceListItem {
  readonly product: { readonly sku: string };
  readonly terms: {
    readonly OnDemand?: Readonly<
      Record<
        string,
        {
          readonly effectiveDate: string;
          readonly priceDimensions: Readonly<Record<string, PriceDimension>>;
        }
      >
    >;
  };
}

interface PriceDimension {
  readonly unit: string;
  readonly beginRange: string;
  readonly pricePerUnit: { readonly USD?: string };
}

/**
 * The price of the one product that an answer of `GetProducts` has: on demand, for the first units that are not free.
 *
 * @param priceList texts of JSON, as the API gives them.
 * @throws UserError where there is none, or more than one.
 */
export function offeredPrice(name: string, priceList: readonly string[]): OfferedPrice {
  const items = priceList.map((text) => JSON.parse(text) as PriceListItem);
  const [item, ...others] = items;
  if (!item) throw noProduct(name);
  if (others.length > 0)
    throw manyProducts(
      name,
      items.map(({ product }) => product.sku),
    );
  const [term] = Object.values(item.terms.OnDemand ?? {});
  const tiers = Object.values(term?.priceDimensions ?? {})
    .filter(({ pricePerUnit }) => Number(pricePerUnit.USD) > 0)
    .sort((one, other) => Number(one.beginRange) - Number(other.beginRange));
  const [first] = tiers;
  if (!term || !first) throw noPriceOffered(name, item.product.sku);
  return {
    dollars: Number(first.pricePerUnit.USD),
    unit: first.unit,
    sku: item.product.sku,
    since: term.effectiveDate.slice(0, 'yyyy-mm-dd'.length),
  };
}
