import { UserError } from '@dotkom/stack/conventions';

const mend =
  'Mend its "offer" in libs/stack/src/prices/prices.json: aws pricing get-products shows what there is.';

export function noProduct(name: string): UserError {
  return new UserError(`AWS's price list has no product for '${name}'. ${mend}`);
}

export function manyProducts(name: string, skus: readonly string[]): UserError {
  return new UserError(
    `AWS's price list has ${skus.length} products for '${name}' (${skus.join(', ')}). ${mend}`,
  );
}

export function noPriceOffered(name: string, sku: string): UserError {
  return new UserError(`AWS's price list has no price on demand for '${name}' (${sku}). ${mend}`);
}

export function unknownUnit(name: string, per: string, unit: string): UserError {
  return new UserError(
    `'${name}' is by '${per}', and AWS's price list has it by '${unit}': how many of those make one is not known. ` +
      'Say it in tools/outlook/src/price-list/units.ts.',
  );
}

export function priceListRefused(reason: string): UserError {
  return new UserError(
    `AWS's price list does not answer: ${reason}. It takes a session with the right pricing:GetProducts ` +
      '(aws sso login; docs/guides/access.md). Nothing was changed.',
  );
}
