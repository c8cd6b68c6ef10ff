import { unknownUnit } from './errors';

/** How many of AWS's units one of ours is, by the first word of ours. */
const sizes: readonly (readonly [RegExp, number])[] = [
  [/^million /, 1e6],
  [/^ten thousand /, 1e4],
  [/^thousand /, 1e3],
  [/^(GB|vCPU|LCU|alarm|zone|secret|hour)/, 1],
];

/** AWS's words for what is counted one by one, or measured in gigabytes and hours. */
const known =
  /^(Hrs|hours?|GB|GB-Mo|GB-Hours|vCPU-Hours|LCU-Hrs|Lambda-GB-Second|seconds|Requests|Queries|Count|StateTransitions?|Invocations|Alarms|HostedZone|Secrets?|ApiRequests?|Executions)$/i;

/** A price in our unit, of one in AWS's. @throws UserError where it is not known how many of those make one. */
export function inOurUnit(name: string, per: string, offered: { dollars: number; unit: string }): number {
  const size = sizes.find(([pattern]) => pattern.test(per))?.[1];
  if (size === undefined || !known.test(offered.unit)) throw unknownUnit(name, per, offered.unit);
  return Number((offered.dollars * size).toPrecision(9));
}
