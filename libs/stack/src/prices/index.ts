export { ageWarning } from './age';
export { dollarsAMonth, hoursAMonth, inDollars, instanceDollarsAMonth, withTax } from './month';
export { priceOf, prices, pricesFile, type Price, type PriceFile, type PriceOffer } from './price';
