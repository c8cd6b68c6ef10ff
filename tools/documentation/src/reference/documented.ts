import ts from 'typescript';

/** What is written above a declaration. */
export interface Documented {
  /** Markdown, in the words of the comment. */
  readonly text: string;
  readonly byDefault?: string;
  /** What is refused, and with what. */
  readonly throws: readonly string[];
  readonly examples: readonly string[];
}

/** Reads the doc comments of a declaration. */
export function documented(node: ts.Node): Documented {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const tags = comments.flatMap((comment) => [...(comment.tags ?? [])]);
  const tagged = (name: string) =>
    tags
      .filter(({ tagName }) => tagName.text === name)
      .map(({ comment }) => (ts.getTextOfJSDocComment(comment) ?? '').trim());
  const [byDefault] = tagged('default');
  return {
    text: comments
      .map(({ comment }) => plain(ts.getTextOfJSDocComment(comment) ?? ''))
      .join('\n\n')
      .trim(),
    ...(byDefault && { byDefault: plain(byDefault) }),
    throws: tagged('throws').map((each) => plain(each.replace(/^UserError\s*/, ''))),
    examples: tagged('example'),
  };
}

/** `{@link Environment.pick}` is a name in code. */
function plain(text: string): string {
  return text.replace(/\{@link ([^}]+)\}/g, '`$1`');
}
