import {
  environmentOf,
  factsWritten,
  makesItsStateBucket,
  ownTags,
  SynthesisedStack,
} from '@dotkom/synthesised';
import { Alarm, readAlarms } from './alarms';

export type StackKind = 'bootstrap' | 'platform' | 'application';

/** What holds for every stack, whatever it is of. */
export interface EstateStack {
  /** `grades-prod`. */
  readonly name: string;
  readonly kind: StackKind;
  /** The tag that its resources have: the Nx project that it is of. */
  readonly application: string;
  /** `prod` or `staging`, or the name of a platform. */
  readonly environment: string;
  /** The team that owns it, from its project.json. */
  readonly owner: string;
  readonly alarms: readonly Alarm[];
}

/** The bootstrap makes the bucket of the states, a platform writes facts for applications, and all else is an application. */
export function stackKind(stack: SynthesisedStack): StackKind {
  if (makesItsStateBucket(stack)) return 'bootstrap';
  return factsWritten(stack).length > 0 ? 'platform' : 'application';
}

export function readEstateStack(stack: SynthesisedStack): EstateStack {
  const { Application: application = '', Owner: owner = '' } = ownTags(stack);
  return {
    name: stack.name,
    kind: stackKind(stack),
    application,
    environment: environmentOf(stack),
    owner,
    alarms: readAlarms(stack),
  };
}
