import { houseRule } from './house-rule';
import { onImport } from './imports';

const barrels = ['@cdktf/provider-aws', '@cdktf/provider-aws/lib', '@cdktf/provider-aws/lib/index'];

/** The provider's bindings one resource at a time. */
export const deepImports = houseRule({
  page: 'deep-imports.md',
  message:
    "Import the resource itself, such as '@cdktf/provider-aws/lib/ecs-service': the barrel costs 13 s of compiling and a gigabyte.",
  listeners: (report) => onImport((module, node) => barrels.includes(module) && report(node)),
});
