import * as ts from 'typescript';
import { Edit, edited } from './edit';

/** A construct as it stands in the file: `new WebService(this, 'backend', {...})`. */
export interface ConstructCall {
  readonly className: string;
  readonly id: string;
  /** The properties as they are written, by name. */
  readonly properties: Readonly<Record<string, string>>;
  /** The statement that creates it and, where that gives it a name, the name. */
  readonly statement: ts.Statement;
  readonly variable?: string;
  /** Whether the statement creates the construct and does nothing else. */
  readonly alone: boolean;
}

/** The constructor in which an application creates what it has. */
interface ApplicationConstructor {
  readonly body: ts.Block;
  /** What it calls its environment. */
  readonly environment: string;
}

/**
 * The `src/stacks.ts` of an application, as the compiler reads it: what it creates, and where something can be added.
 * Nothing here goes by what a line looks like.
 */
export class StacksFile {
  private readonly text: string;
  private readonly source: ts.SourceFile;

  constructor(text: string) {
    this.text = text;
    this.source = ts.createSourceFile('stacks.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  }

  /** What the application calls its environment, or nothing where the file has not the expected shape. */
  get environment(): string | undefined {
    return this.applicationConstructor()?.environment;
  }

  /** Every construct that the application's constructor creates by itself. */
  constructs(): ConstructCall[] {
    const { body } = this.applicationConstructor() ?? {};
    return (body?.statements ?? []).flatMap((statement) =>
      calls(statement).map((call) => this.constructCall(call, statement)),
    );
  }

  /**
   * The text with a statement added at the end of the application's constructor, and the import it needs; nothing where
   * the file has not the expected shape.
   */
  withConstruct(statement: string, className: string, from: string): string | undefined {
    const body = this.applicationConstructor()?.body;
    const imported = this.importing(className, from);
    if (!body || !imported) return undefined;
    const last = body.statements.at(-1);
    const end = this.text.slice(0, body.getEnd() - 1).trimEnd().length;
    const gap = last && isSuperCall(last) ? '\n\n' : '\n';
    return edited(this.text, [...imported, { start: end, end, text: `${gap}${statement}` }]);
  }

  /** The file in which a construct has a variable, which others can name it by: the one it has, or a new one. */
  withVariable({ id, className, variable, statement, alone }: ConstructCall): {
    stacks: StacksFile;
    variable: string;
  } {
    if (variable || !alone) return { stacks: this, variable: variable ?? camelCase(id) };
    const start = statement.getStart();
    const name = this.freeVariable(camelCase(id), className);
    return {
      stacks: new StacksFile(edited(this.text, [{ start, end: start, text: `const ${name} = ` }])),
      variable: name,
    };
  }

  /** The text without a construct, and without the imports that only it needed. */
  withoutConstruct({ statement }: ConstructCall): string {
    const start = this.startWithComments(statement);
    const removed: Edit = { start, end: statement.getEnd(), text: '' };
    return edited(this.text, [removed, ...this.importsNeededOnlyBy(statement)]);
  }

  /** The variables of the application's constructor that nothing in the file uses. */
  unusedVariables(): string[] {
    const names = descendants(this.applicationConstructor()?.body ?? this.source)
      .filter(ts.isVariableDeclaration)
      .flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    const all = identifiers(this.source);
    return names.filter((name) => all.filter(({ text }) => text === name).length === 1);
  }

  /** Whether a text stands in the code as it is, in the whole file or in one statement. */
  says(text: string, within: ts.Node = this.source): boolean {
    return descendants(within).some((node) => ts.isStringLiteralLike(node) && node.text === text);
  }

  /** The texts that one statement says and nothing else of the file does. */
  textsOnlyIn(statement: ts.Statement): string[] {
    const texts = descendants(this.source).filter(ts.isStringLiteralLike);
    const elsewhere = new Set(texts.filter((each) => !contains(statement, each)).map(({ text }) => text));
    const own = texts.filter((each) => contains(statement, each)).map(({ text }) => text);
    return [...new Set(own)].filter((text) => !elsewhere.has(text));
  }

  /** The lines, by number, that use a variable outside of the statement that declares it. */
  linesThatUse(variable: string, { statement }: ConstructCall): number[] {
    const uses = identifiers(this.source).filter(
      (each) => each.text === variable && !contains(statement, each),
    );
    return [
      ...new Set(uses.map((each) => this.source.getLineAndCharacterOfPosition(each.getStart()).line + 1)),
    ];
  }

  /** A name for a variable that JavaScript lets there be and nothing in the file has. */
  private freeVariable(wanted: string, className: string): string {
    const taken = new Set(identifiers(this.source).map(({ text }) => text));
    const isFree = (name: string) => !taken.has(name) && !isReserved(name);
    const stem = `${wanted}${className.replace(/^Web/, '')}`;
    const numbered = Array.from({ length: taken.size + 1 }, (_, index) => `${stem}${index + 2}`);
    return [wanted, stem, ...numbered].find(isFree) ?? stem;
  }

  private applicationConstructor(): ApplicationConstructor | undefined {
    const [application, ...others] = this.source.statements.filter(isApplicationClass);
    if (!application || others.length > 0) return undefined;
    const found = application.members.find(ts.isConstructorDeclaration);
    const environment = found?.parameters[1]?.name;
    if (!found?.body || !environment || !ts.isIdentifier(environment)) return undefined;
    return { body: found.body, environment: environment.text };
  }

  private constructCall(call: ts.NewExpression, statement: ts.Statement): ConstructCall {
    const [, id, props] = call.arguments ?? [];
    const variable = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.find(({ initializer }) => initializer === call)?.name
      : undefined;
    const declared = ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1;
    return {
      className: call.expression.getText(),
      id: id && ts.isStringLiteralLike(id) ? id.text : '',
      properties: props && ts.isObjectLiteralExpression(props) ? properties(props) : {},
      statement,
      ...(variable && ts.isIdentifier(variable) ? { variable: variable.text } : {}),
      alone:
        (ts.isExpressionStatement(statement) && statement.expression === call) ||
        (declared && Boolean(variable)),
    };
  }

  /** What makes the file import a class: nothing where it does, and `undefined` where that cannot be told. */
  private importing(className: string, from: string): Edit[] | undefined {
    const imports = this.source.statements.filter(ts.isImportDeclaration);
    const candidates = imports.filter(
      ({ moduleSpecifier, importClause }) =>
        (moduleSpecifier as ts.StringLiteral).text === from && importClause?.phaseModifier === undefined,
    );
    const named = candidates
      .map(({ importClause }) => importClause?.namedBindings)
      .find((bindings) => bindings !== undefined && ts.isNamedImports(bindings));
    if (!named || !ts.isNamedImports(named)) return undefined;
    if (named.elements.some(({ name, isTypeOnly }) => name.text === className && !isTypeOnly)) return [];
    if (identifiers(this.source).some(({ text }) => text === className)) return undefined; // It means something else here.
    const last = named.elements.at(-1);
    const at = last?.getEnd() ?? named.getStart() + 1;
    return [{ start: at, end: at, text: `${last ? ', ' : ' '}${className}` }];
  }

  /** Where a statement begins, with the comments above it but without one that ends the line before. */
  private startWithComments(statement: ts.Statement): number {
    const start = statement.getFullStart();
    const [trailing] = (ts.getTrailingCommentRanges(this.text, start) ?? []).slice(-1);
    return trailing?.end ?? start;
  }

  private importsNeededOnlyBy(statement: ts.Statement): Edit[] {
    const all = identifiers(this.source).filter((each) => !isInImport(each));
    const needed = new Set(all.filter((each) => contains(statement, each)).map(({ text }) => text));
    for (const each of all) if (!contains(statement, each)) needed.delete(each.text);
    return this.source.statements.filter(ts.isImportDeclaration).flatMap((declaration) => {
      const bindings = declaration.importClause?.namedBindings;
      if (!bindings || !ts.isNamedImports(bindings)) return [];
      const kept = bindings.elements.filter(({ name }) => !needed.has(name.text));
      if (kept.length === bindings.elements.length) return [];
      if (kept.length === 0 && !declaration.importClause.name) {
        return [{ start: declaration.getFullStart(), end: declaration.getEnd(), text: '' }];
      }
      const text = `{ ${kept.map((each) => each.getText()).join(', ')} }`;
      return [{ start: bindings.getStart(), end: bindings.getEnd(), text }];
    });
  }
}

/** Keywords, and what only sounds like a name: a module is in strict mode. */
function isReserved(name: string): boolean {
  const isKeyword = ts.identifierToKeywordKind(ts.factory.createIdentifier(name)) !== undefined;
  return isKeyword || ['arguments', 'eval', 'undefined', 'NaN', 'Infinity'].includes(name);
}

function camelCase(id: string): string {
  return id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function isApplicationClass(statement: ts.Statement): statement is ts.ClassDeclaration {
  return (
    ts.isClassDeclaration(statement) &&
    (statement.heritageClauses ?? []).some(
      ({ token, types }) =>
        token === ts.SyntaxKind.ExtendsKeyword &&
        types.some(({ expression }) => ts.isIdentifier(expression) && expression.text === 'ApplicationStack'),
    )
  );
}

function isSuperCall(statement: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(statement) &&
    ts.isCallExpression(statement.expression) &&
    statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword
  );
}

/** The constructs that a statement creates in the application itself: `new X(this, 'id', ...)`. */
function calls(statement: ts.Statement): ts.NewExpression[] {
  return descendants(statement)
    .filter(ts.isNewExpression)
    .filter(
      ({ arguments: [scope] = [] as unknown as ts.NodeArray<ts.Expression> }) =>
        scope?.kind === ts.SyntaxKind.ThisKeyword,
    );
}

function properties(object: ts.ObjectLiteralExpression): Record<string, string> {
  return Object.fromEntries(
    object.properties.flatMap((property) =>
      ts.isPropertyAssignment(property)
        ? [[property.name.getText(), property.initializer.getText()]]
        : ts.isShorthandPropertyAssignment(property)
          ? [[property.name.getText(), property.name.getText()]]
          : [],
    ),
  );
}

function identifiers(node: ts.Node): ts.Identifier[] {
  return descendants(node).filter(ts.isIdentifier);
}

function descendants(node: ts.Node): ts.Node[] {
  return [node, ...node.getChildren().flatMap(descendants)];
}

function contains(outer: ts.Node, inner: ts.Node): boolean {
  return inner.getStart() >= outer.getStart() && inner.getEnd() <= outer.getEnd();
}

function isInImport(node: ts.Node): boolean {
  return ts.isImportDeclaration(node) || (node.parent !== undefined && isInImport(node.parent));
}
