import { ESLint } from 'eslint';
import { contractOnly } from './contract-only';
import { conventionsOnly } from './conventions-only';
import { deepImports } from './deep-imports';
import { messagesInErrors } from './messages-in-errors';
import { noAwsLiterals } from './no-aws-literals';
import { noForeignState } from './no-foreign-state';
import { noIam } from './no-iam';
import { noLaunchType } from './no-launch-type';
import { noListenerPriority } from './no-listener-priority';

export { noCircles } from './no-circles';
export { withPage } from './with-page';

/** The rules that only this repository has, for eslint.config.mjs. Each names the decision that it serves. */
export const houseRules = {
  rules: {
    'contract-only': contractOnly,
    'conventions-only': conventionsOnly,
    'deep-imports': deepImports,
    'messages-in-errors': messagesInErrors,
    'no-aws-literals': noAwsLiterals,
    'no-foreign-state': noForeignState,
    'no-iam': noIam,
    'no-launch-type': noLaunchType,
    'no-listener-priority': noListenerPriority,
  },
} satisfies ESLint.Plugin;
