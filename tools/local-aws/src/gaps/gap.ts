import { AwsAnswer, AwsRequest } from '../proxy/aws-request';

/** Hands a request on: to the next gap that handles it, and at last to moto. */
export type Next = (request: AwsRequest) => Promise<AwsAnswer>;

/**
 * One difference between moto and AWS, and its cure. `fill` may answer by itself, change the request before it
 * hands it on, change the answer that comes back, or remember something for a later request.
 */
export interface Gap {
  name: string;
  /** What moto does instead, and what that breaks. */
  reason: string;
  handles(request: AwsRequest): boolean;
  fill(request: AwsRequest, next: Next): Promise<AwsAnswer>;
}

/** Matches the given actions of one service (its signing name). */
export function actions(service: string, ...names: string[]): (request: AwsRequest) => boolean {
  return (request) => request.service === service && names.includes(request.action);
}

/** Runs a request through every gap that handles it, in the order of the list, and then through moto. */
export function throughGaps(gaps: readonly Gap[], moto: Next): Next {
  return (request) => {
    const chain = gaps
      .filter((gap) => gap.handles(request))
      .reduceRight<Next>((next, gap) => (changed) => gap.fill(changed, next), moto);
    return chain(request);
  };
}
