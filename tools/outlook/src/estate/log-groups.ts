import { resourcesOf, settledNumber, SynthesisedStack } from '@dotkom/synthesised';

/** A log, and for how long it is kept. */
export interface LogGroup {
  readonly name: string;
  readonly address: string;
  /** None for one that is kept for ever. */
  readonly retentionDays?: number;
}

export function readLogGroups(stack: SynthesisedStack): LogGroup[] {
  return resourcesOf(stack, 'aws_cloudwatch_log_group').map(({ address, config }) => ({
    name: String(config.name),
    address,
    retentionDays: settledNumber(config.retention_in_days),
  }));
}
