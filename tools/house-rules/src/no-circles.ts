import { Rule } from 'eslint';

const page = 'docs/decisions/lint-rules.md';

/**
 * No two files import each other, directly or over others. eslint-plugin-import-x finds the circle; what is said here is
 * which files it goes through, and the page that says why.
 *
 * @param noCycle the plugin's rule. It is handed in: what loads TypeScript for ESLint's configuration cannot load ESLint.
 */
export const noCircles = (noCycle: Rule.RuleModule): Rule.RuleModule => ({
  meta: {
    type: 'problem',
    docs: {
      description: 'Files that import each other in a circle cannot be understood one by one.',
      url: page,
    },
    schema: [],
  },
  create: (context) =>
    noCycle.create(
      Object.create(context, {
        options: { value: [{ ignoreExternal: true }] },
        report: { value: (found: Found) => context.report({ node: found.node, message: told(found) }) },
      }),
    ),
});

/** What eslint-plugin-import-x reports: the import that begins the circle, and what it goes on through, `./b:2=>./c:1`. */
interface Found {
  readonly node: any;
  readonly data?: { readonly source?: string };
}

function told({ node, data }: Found): string {
  const through = (data?.source ?? '').split('=>').map((step) => step.replace(/:\d+$/, ''));
  const imported = node.source?.value ?? node.value;
  const path = ['this file', imported, ...through.filter(Boolean), 'this file'].join(' → ');
  return `Files import each other in a circle: ${path}. Move what both need into a file of its own. (${page})`;
}
