import { houseRule } from './house-rule';

/** Tasks run on capacity providers, never on a launch type. */
export const noLaunchType = houseRule({
  page: 'node-pools.md',
  message:
    'Name a capacity provider, never a launch type: managed scaling does not see its tasks, and there is no way back from it.',
  listeners: (report) => ({
    'Property[key.name=/^(launchType|launch_type)$/]': report,
    'Property[key.value=/^(launchType|launch_type)$/]': report,
    'AssignmentExpression > MemberExpression.left[property.name="launchType"]': report,
    'CallExpression[callee.property.name="addOverride"][arguments.0.value=/launch_type/]': report,
  }),
});
