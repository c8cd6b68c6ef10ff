import { Application } from '../estate/application';
import { Platform } from '../estate/platform';
import { Line } from './line';
import { Volumes } from './volumes';

/** Another way to run the same services: what it leaves out of the bill, and what it puts on it. */
export interface Alternative {
  /** `on Fargate`. */
  readonly name: string;
  /** Why one would, or would not. */
  readonly remark: string;
  /** The lines of a platform. */
  platform(
    lines: readonly Line[],
    platform: Platform,
    use: { readonly tasks: number; readonly volumes: Volumes },
  ): Line[];
  /** The lines of an application. */
  application(lines: readonly Line[], application: Application): Line[];
}

/** As it is. */
export const here: Alternative = {
  name: 'here',
  remark: 'ECS on EC2 nodes, one gateway, fck-nat',
  platform: (lines) => [...lines],
  application: (lines) => [...lines],
};
