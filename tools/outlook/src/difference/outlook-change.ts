import { SynthesisedStack } from '@dotkom/synthesised';
import { billOf, CostDifference, costDifference } from '../cost';
import { readEstate } from '../estate';
import { CapacityChange, capacityChange } from './capacity-change';
import { EstateDifference, estateDifference } from './estate-difference';

/** What a change does, before anything of it is applied. */
export interface OutlookChange {
  readonly capacity: CapacityChange;
  readonly cost: CostDifference;
  readonly estate: EstateDifference;
}

/**
 * Compares two sets of synthesised stacks, each of every project.
 *
 * @throws UserError where a resource or a price is not known.
 */
export function outlookChange(
  before: readonly SynthesisedStack[],
  after: readonly SynthesisedStack[],
): OutlookChange {
  return {
    capacity: capacityChange(before, after),
    cost: costDifference(billOf(before), billOf(after)),
    estate: estateDifference(readEstate(before), readEstate(after)),
  };
}
