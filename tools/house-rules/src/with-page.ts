import { Rule } from 'eslint';

/** A rule of a plugin whose every message ends with the page of this repository that says why. */
export function withPage(rule: Rule.RuleModule, page: string): Rule.RuleModule {
  const told = ({ messageId, message, ...found }: any) => ({
    ...found,
    message: `${message ?? rule.meta?.messages?.[messageId]} (${page})`,
  });
  return {
    ...rule,
    create: (context) =>
      rule.create(Object.create(context, { report: { value: (found: any) => context.report(told(found)) } })),
  };
}
