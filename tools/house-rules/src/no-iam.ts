import { houseRule } from './house-rule';
import { onImport } from './imports';

/** Permissions of an application come from what it declares. */
export const noIam = houseRule({
  page: 'permissions-boundary.md',
  message:
    'An application writes no roles and no policies: what its services may do follows from what they are given, as by `queue.allow...(service)`. Where that does not suffice, extend the construct in libs/service.',
  listeners: (report) => ({
    ...onImport((module, node) => /\/lib\/(data-aws-)?iam-[\w-]+$/.test(module) && report(node)),
    'Property[key.name=/^(Statement|assumeRolePolicy)$/]': report,
    'Property[key.value="Statement"]': report,
    'Literal[value=/"(Statement|Effect)"\\s*:/]': report,
    'TemplateElement[value.raw=/"(Statement|Effect)"\\s*:/]': report,
  }),
});
