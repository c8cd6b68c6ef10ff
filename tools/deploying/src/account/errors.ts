import { UserError } from '@dotkom/stack/conventions';

export function localAwsNotRunning(): UserError {
  return new UserError(
    'The AWS of this machine is not running. Start it with `npx tsx tools/local-aws/src/cli.ts up`, or start it and deploy everything with `npm start`.',
  );
}

export function accountRefused(what: string, reason: string): UserError {
  return new UserError(
    `The AWS account did not say ${what}: ${reason}. ` +
      `Check that you are signed in to Dotkom's AWS account (AWS_PROFILE, or aws sso login), and may ask that.`,
  );
}
