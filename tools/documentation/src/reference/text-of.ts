import ts from 'typescript';

/** A type as the code writes it, on one line, without `readonly`. */
export function textOf(node: ts.Node | undefined): string {
  return (node?.getText() ?? 'unknown')
    .replace(/\/\*\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\breadonly /g, '')
    .replace(/^\| /, '')
    .trim();
}
