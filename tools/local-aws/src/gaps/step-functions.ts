import { jsonAnswer } from '../proxy/json';
import { actions, type Gap } from './gap';

/** Definitions of state machines, which the provider has checked before it plans. */
export function stateMachineValidation(): Gap {
  return {
    name: 'Step Functions: validation',
    reason: 'moto lacks ValidateStateMachineDefinition, which the provider asks in every plan.',
    handles: actions('states', 'ValidateStateMachineDefinition'),
    fill: () => Promise.resolve(jsonAnswer({ result: 'OK', diagnostics: [], truncated: false })),
  };
}
