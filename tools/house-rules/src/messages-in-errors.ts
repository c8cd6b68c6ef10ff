import { houseRule } from './house-rule';

/** Messages for people in the errors.ts of their room, each a named function, so that they can be read and tested as such. */
export const messagesInErrors = houseRule({
  page: 'lint-rules.md',
  message: 'A message stands in the errors.ts of the room that raises it, as a named function.',
  listeners: (report) => ({
    'NewExpression[callee.name="UserError"][arguments.0.type!="MemberExpression"]': report,
  }),
});
