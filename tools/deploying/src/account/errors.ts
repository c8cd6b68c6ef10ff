import { UserError } from '@dotkom/stack/conventions';

export function localAwsNotRunning(): UserError {
  return new UserError(
    'The AWS of this machine is not running. `npm start` starts it and deploys everything to it, `npm start -- APPLICATION` the platform and that application alone.',
  );
}

export function localAwsGone(): UserError {
  return new UserError(
    'The AWS of this machine does not answer any more: it was stopped (npm stop), or has ended. What it held is gone with it. ' +
      'Start it again, and deploy everything to it, with `npm start`.',
  );
}

export function accountNotReached(what: string, reason: string): UserError {
  return new UserError(
    `AWS was not reached, and did not say ${what}: ${reason}. Check the network of this machine, and try again.`,
  );
}

export function accountRefused(what: string, reason: string): UserError {
  return new UserError(
    `The AWS account did not say ${what}: ${reason}. ` +
      `Check that you are signed in to Dotkom's AWS account (AWS_PROFILE, or aws sso login), and may ask that.`,
  );
}
