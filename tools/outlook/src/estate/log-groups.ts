import { resourcesOf, settledNumber, SynthesisedStack } from '@dotkom/synthesised';
import { partOf } from './part';

/** A log, and for how long it is kept. */
export interface LogGroup {
  readonly name: string;
  readonly address: string;
  /** The construct of the stack that writes to it: `web`. */
  readonly of: string;
  /** None for one that is kept for ever. */
  readonly retentionDays?: number;
}

export function readLogGroups(stack: SynthesisedStack): LogGroup[] {
  return resourcesOf(stack, 'aws_cloudwatch_log_group').map(({ address, config, constructPath }) => ({
    name: String(config.name),
    address,
    of: partOf(constructPath),
    retentionDays: settledNumber(config.retention_in_days),
  }));
}
