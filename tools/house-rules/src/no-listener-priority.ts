import { houseRule } from './house-rule';
import { onImport } from './imports';

/** The places that an SRV record names have a priority too, which is DNS's own. */
const inDns = 'Property[key.name="locations"] Property';

/** Routing rules and their priorities are derived from the host. */
export const noListenerPriority = houseRule({
  page: 'listener-priorities.md',
  message:
    'An application picks no priority and makes no routing rule: both come from the host of a WebService. Leave it out.',
  listeners: (report) => ({
    ...onImport((module, node) => /\/lib\/(lb|alb)-listener-rule$/.test(module) && report(node)),
    [`Property[key.name="priority"]:not(${inDns})`]: report,
    'Property[key.value="priority"]': report,
  }),
});
