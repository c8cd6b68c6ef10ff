import { Rule } from 'eslint';

export interface HouseRule {
  /** The page of docs/decisions that the rule serves. */
  readonly page: string;
  /** What is wrong and what to do instead. */
  readonly message: string;
  /** What the rule looks at: nodes of ESLint's tree, with TypeScript's own among them. */
  readonly listeners: (report: (node: any) => void) => Record<string, (node: any) => void>;
}

/** A rule of this repository, as ESLint takes it. What it says ends with the page that says why. */
export function houseRule({ page, message, listeners }: HouseRule): Rule.RuleModule {
  const url = `docs/decisions/${page}`;
  return {
    meta: { type: 'problem', docs: { description: message, url }, schema: [] },
    create: (context) => listeners((node) => context.report({ node, message: `${message} (${url})` })),
  };
}
