import { jsonIn, resourcesOf, SynthesisedStack } from '@dotkom/synthesised';
import { partOf } from './part';

/** A database of an application, on the server of its platform. */
export interface Database {
  /** `database`. */
  readonly name: string;
  /** How many connections its role may open. */
  readonly connections: number;
}

/** What a platform's function is asked to make; docs/decisions/database.md. */
export function readDatabases(stack: SynthesisedStack): Database[] {
  return resourcesOf(stack, 'aws_lambda_invocation').flatMap(({ config, constructPath }) => {
    const wish = config.triggers?.wish;
    if (wish === undefined) return [];
    return [{ name: partOf(constructPath), connections: Number(jsonIn(String(wish)).connections ?? 0) }];
  });
}
