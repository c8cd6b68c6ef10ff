import { UserError } from '@dotkom/stack';

export function notACount(property: string, count: number): UserError {
  return new UserError(`'${property}': ${count} is no number of tasks. Use a whole number from 1 to 50.`);
}

export function peakIsOver(from: string, firstYear: number): UserError {
  return new UserError(
    `The peak of '${from}' is over, and never comes again. Use a time from ${firstYear} on.`,
  );
}

export function notATime(text: string): UserError {
  return new UserError(
    `'${text}' is no time in Oslo. Write date and time, such as '2027-01-14 11:45'; an hour that the change of the clocks leaves out does not exist.`,
  );
}

export function scalesNowhere(min: number, max: number): UserError {
  return new UserError(
    `A service cannot scale from ${min} to ${max} tasks: the minimum must be below the maximum. For a fixed number use count.`,
  );
}

export function nothingToScaleBy(): UserError {
  return new UserError(
    `Scaling has nothing to go by. Give it an aim (cpu, memory or requestsPerTask) or times (peaks), or use count.`,
  );
}

export function notARate(property: string, requests: number): UserError {
  return new UserError(
    `'${property}': ${requests} is no number of requests a minute for each task. Use a whole number from 1.`,
  );
}

export function notAPeak(from: string, to: string): UserError {
  return new UserError(`A peak from '${from}' to '${to}' ends before it begins. Write the later time last.`);
}

export function peakAboveMost(atLeast: number, min: number, max: number): UserError {
  return new UserError(
    `A peak with at least ${atLeast} tasks does not fit into ${min} to ${max}. Use a whole number above the minimum and up to the maximum.`,
  );
}

export function peaksMeet(one: string, other: string): UserError {
  return new UserError(
    `The peak of '${other}' begins before the one of '${one}' is over, and the end of that would end both. Make them one.`,
  );
}
