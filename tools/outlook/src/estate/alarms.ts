import { resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { partOf } from './part';

/** An alarm, and what a person is told when it rings. */
export interface Alarm {
  readonly name: string;
  /** The construct of the stack that it is about: `web`. */
  readonly of: string;
  readonly description: string;
  /** The address of the page that says what to do, when its description names one. */
  readonly runbook?: string;
}

export function readAlarms(stack: SynthesisedStack): Alarm[] {
  return resourcesOf(stack, 'aws_cloudwatch_metric_alarm').map(({ config, constructPath }) => {
    const description = String(config.alarm_description ?? '');
    return {
      name: String(config.alarm_name),
      of: partOf(constructPath),
      description,
      runbook: /https:\/\/\S+\/runbooks\/\S+/.exec(description)?.[0],
    };
  });
}
