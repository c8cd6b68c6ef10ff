import { jsonAnswer } from '../proxy/json';
import { actions, Gap } from './gap';

/** What the provider asks of state machines and moto does not know. */
export function stateMachines(): Gap {
  return {
    name: 'Step Functions: validation and versions',
    reason:
      'moto lacks ValidateStateMachineDefinition and ListStateMachineVersions, which the provider asks in every plan.',
    handles: actions('states', 'ValidateStateMachineDefinition', 'ListStateMachineVersions'),
    fill: ({ action }) =>
      Promise.resolve(
        jsonAnswer(
          action === 'ListStateMachineVersions'
            ? { stateMachineVersions: [] }
            : { result: 'OK', diagnostics: [], truncated: false },
        ),
      ),
  };
}
