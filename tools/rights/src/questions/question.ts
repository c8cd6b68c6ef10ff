/** What a request says of itself, by condition key; a key with several values has them all. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** Whether somebody may do one action on one resource: what AWS asks of policies. */
export interface Question {
  readonly action: string;
  /** An ARN, or `*` where AWS knows no resource for the action. */
  readonly resource: string;
  readonly context: Context;
  /** The call that it comes from, in words. */
  readonly of: string;
}

/** The account of the local AWS. */
export const account = '123456789012';

/** An ARN of the account. */
export function arn(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${region}:${account}:${resource}`;
}
