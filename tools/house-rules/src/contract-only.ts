import { houseRule } from './house-rule';
import { onImport } from './imports';

/** Of the platform, what its contract says. */
export const contractOnly = houseRule({
  page: 'contract.md',
  message:
    "Applications and tools know of the platform what its contract says: import from '@dotkom/platform/contract'.",
  listeners: (report) =>
    onImport((module, node) => {
      const isPlatform = module === '@dotkom/platform' || module.startsWith('@dotkom/platform/');
      if (isPlatform && !/^@dotkom\/platform\/contract(\/|$)/.test(module)) report(node);
    }),
});
