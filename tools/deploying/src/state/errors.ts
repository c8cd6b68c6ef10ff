import { UserError } from '@dotkom/stack/conventions';

export function noStateBucket(bucket: string, stack: string): UserError {
  return new UserError(
    `The bucket '${bucket}', which keeps the state of ${stack}, does not exist in this AWS account. ` +
      `Deploy bootstrap first: npx nx deploy bootstrap, with the same -c.`,
  );
}

export function notAllowedToSeeStateBucket(bucket: string, reason: string): UserError {
  return new UserError(
    `The bucket '${bucket}', which keeps the states, cannot be reached: ${reason}. ` +
      `Check that you are signed in to Dotkom's AWS account (AWS_PROFILE, or aws sso login).`,
  );
}
