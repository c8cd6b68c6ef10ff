/**
 * Every way in which a file can take something from a module: `import`, `export from`, also of types alone, `import()`,
 * `require` and its `resolve`, and `typeof import()`.
 */
export function onImport(see: (module: string, node: any) => void): Record<string, (node: any) => void> {
  const seeLiteral = (literal: any, node: any) => {
    if (typeof literal?.value === 'string') see(literal.value, node);
    else if (literal?.type === 'TemplateLiteral' && literal.expressions.length === 0) {
      see(literal.quasis[0].value.cooked, node);
    }
  };
  return {
    ImportDeclaration: (node) => seeLiteral(node.source, node),
    ExportNamedDeclaration: (node) => seeLiteral(node.source, node),
    ExportAllDeclaration: (node) => seeLiteral(node.source, node),
    ImportExpression: (node) => seeLiteral(node.source, node),
    TSImportEqualsDeclaration: (node) => seeLiteral(node.moduleReference.expression, node),
    TSImportType: (node) => seeLiteral(node.source ?? node.argument?.literal, node),
    'CallExpression[callee.name="require"]': (node) => seeLiteral(node.arguments[0], node),
    'CallExpression[callee.object.name="require"]': (node) => seeLiteral(node.arguments[0], node),
  };
}
