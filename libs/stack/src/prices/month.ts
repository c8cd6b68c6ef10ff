import { priceOf } from './price';

/** A month as AWS's own calculator has it: a twelfth of a year of 365 days. */
export const hoursAMonth = 730;

/** Norway's tax, which AWS's bill has on top and a budget counts. */
export const withTax = 1.25;

/**
 * What a number of units costs in a month, in dollars without tax. What is priced by the hour is there all month.
 *
 * @param price its name, such as `ec2/t4g.small`.
 * @param units how many instances, gigabytes or requests, in the price's own unit. @default 1
 * @throws UserError where there is no such price.
 * @example
 * dollarsAMonth('ec2/t4g.small'); // 12.56
 * dollarsAMonth('ebs/gp3', 30); // 2.51
 */
export function dollarsAMonth(price: string, units = 1): number {
  const { dollars, per } = priceOf(price);
  return dollars * units * (per === 'hour' || per.endsWith('-hour') ? hoursAMonth : 1);
}

/** An instance with its disk, for a month. @throws UserError where its type has no price. */
export function instanceDollarsAMonth(instanceType: string, diskGibibytes: number): number {
  return dollarsAMonth(`ec2/${instanceType}`) + dollarsAMonth('ebs/gp3', diskGibibytes);
}

/** Dollars as people read them, rounded to cents only here: `12.56`. Next to nothing is told apart from nothing. */
export function inDollars(dollars: number): string {
  const [size, sign] = [Math.abs(dollars), dollars < 0 ? '-' : ''];
  if (size > 0 && size < 0.005) return `${sign}<0.01`;
  return `${sign}${size.toFixed(2)}`;
}
