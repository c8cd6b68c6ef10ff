import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import { priceListRefused } from './errors';
import { AskPriceList } from './refresh';

/** Asks the real price list. @throws UserError where it does not answer. */
export function askPriceList(client: PricingClient): AskPriceList {
  return async (service, filters) => {
    const command = new GetProductsCommand({
      ServiceCode: service,
      FormatVersion: 'aws_v1',
      Filters: Object.entries(filters).map(([field, value]) => ({
        Type: 'TERM_MATCH',
        Field: field,
        Value: value,
      })),
    });
    const { PriceList: found = [] } = await client.send(command).catch((error: Error) => {
      throw priceListRefused(error.message);
    });
    return found.map(String);
  };
}
