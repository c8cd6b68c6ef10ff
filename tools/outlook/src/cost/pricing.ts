import { Resource, SynthesisedStack } from '@dotkom/synthesised';
import { Workload } from '../estate/workloads';
import { Line } from './line';
import { Volumes } from './volumes';

/** What the price of a resource depends on, besides itself. */
export interface Surroundings {
  readonly stack: SynthesisedStack;
  /** How much the stack's environment is used. */
  readonly volumes: Volumes;
  /** What runs on nodes in the stack. */
  readonly workloads: readonly Workload[];
  /** How many nodes run at rest, by the address of their Auto Scaling group. */
  readonly nodes: ReadonlyMap<string, number>;
}

/** What resources of a type cost. */
export type Pricing = (resource: Resource, surroundings: Surroundings) => Line[];
