import { resourcesOf } from '@dotkom/synthesised';
import { unpricedTypes } from './errors';
import { freeTypes } from './free-types';
import { Line } from './line';
import { Pricing, Surroundings } from './pricing';
import { computing } from './resources/computing';
import { data } from './resources/data';
import { network } from './resources/network';
import { observing } from './resources/observing';
import { sites } from './resources/sites';

const pricings: ReadonlyMap<string, Pricing> = new Map(
  Object.entries({ ...computing, ...data, ...network, ...observing, ...sites }),
);

/** The types of resources that cost something. */
export const pricedTypes: readonly string[] = [...pricings.keys()];

/**
 * What the resources of a stack cost in a month.
 *
 * @throws UserError that lists every resource of which nobody said what it costs.
 */
export function resourceLines(surroundings: Surroundings): Line[] {
  const resources = resourcesOf(surroundings.stack);
  const unknown = resources.filter(({ type }) => !pricings.has(type) && !freeTypes.has(type));
  if (unknown.length > 0)
    throw unpricedTypes(unknown.map(({ type, constructPath }) => ({ type, of: constructPath })));
  return resources
    .flatMap((resource) => pricings.get(resource.type)?.(resource, surroundings) ?? [])
    .filter(({ units }) => units > 0);
}
