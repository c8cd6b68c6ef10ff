import { Workload } from '../estate';
import { allProblemsInWords, warningsInWords } from './messages';
import { CapacityPlan } from './plan';

/** The capacity of a platform for programs: as it is planned, each workload by its id, and what is said of it to people. */
export function capacityAsJson(plan: CapacityPlan): string {
  const said = { problems: allProblemsInWords(plan), warnings: warningsInWords(plan) };
  return JSON.stringify({ ...plan, said }, (_, value) => (isWorkload(value) ? value.id : value), 2);
}

function isWorkload(value: unknown): value is Workload {
  return typeof value === 'object' && value !== null && 'wantedPool' in value;
}
