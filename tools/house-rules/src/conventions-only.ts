import { houseRule } from './house-rule';
import { onImport } from './imports';

const withConstructs = ['@dotkom/stack', '@dotkom/platform/contract'];

/** What tools know of every stack, without the constructs that make one. */
export const conventionsOnly = houseRule({
  page: 'deep-imports.md',
  message:
    "Import from '@dotkom/stack/conventions' or '@dotkom/platform/contract/conventions': loading cdktf takes longer than most tools run.",
  listeners: (report) => onImport((module, node) => withConstructs.includes(module) && report(node)),
});
