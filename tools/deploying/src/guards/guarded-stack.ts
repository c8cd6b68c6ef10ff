import { Project } from '@dotkom/stack/conventions';
import { Configuration, SynthesisedStack } from '@dotkom/synthesised';
import { Account } from '../account/account';

/** What a guard has to know of a stack and where it is. */
export interface GuardedStack {
  readonly stack: SynthesisedStack;
  readonly project: Pick<Project, 'name' | 'adoption'>;
  readonly account: Account;
  readonly configuration: Configuration;
}
