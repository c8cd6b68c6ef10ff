import { Statement } from '@dotkom/stack';

/** Sending what a log gets to a destination. AWS asks for both ends; the other is often in the account that collects logs. */
export const forwardLogsStatement: Statement = {
  sid: 'ForwardLogs',
  actions: ['logs:PutSubscriptionFilter'],
  resources: ['arn:aws:logs:*:*:destination:*'],
};
