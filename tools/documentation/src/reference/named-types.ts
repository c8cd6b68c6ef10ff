import ts from 'typescript';
import { documented } from './documented';
import { method, publicMethods } from './members';
import { NamedType, Property } from './model';
import { textOf } from './text-of';

type TypeDeclaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.ClassDeclaration;

/** Finds the types that declarations name, and what these name in turn. */
export class NamedTypes {
  private readonly checker: ts.TypeChecker;
  private readonly implemented: ReadonlyMap<string, readonly string[]>;
  private readonly found = new Map<string, NamedType>();

  /** @param implemented the interfaces that constructs implement, with these: nobody writes them down as objects. */
  constructor(checker: ts.TypeChecker, implemented: ReadonlyMap<string, readonly string[]>) {
    this.checker = checker;
    this.implemented = implemented;
  }

  /** All that were met, in the order in which they were. */
  get all(): readonly NamedType[] {
    return [...this.found.values()];
  }

  /** The properties of a type, those that it inherits too; of several alternatives, those of all. */
  propertiesOf(type: ts.Type): Property[] {
    const types = type.isUnion() ? type.types : [type];
    const symbols = new Map<string, ts.Symbol[]>();
    for (const each of types.flatMap((alternative) => alternative.getProperties())) {
      symbols.set(each.name, [...(symbols.get(each.name) ?? []), each]);
    }
    return [...symbols].flatMap(([name, same]) => this.property(name, same, types.length));
  }

  private property(name: string, symbols: readonly ts.Symbol[], alternatives: number): Property[] {
    const declarations = symbols
      .flatMap((symbol) => symbol.declarations ?? [])
      .filter(ts.isPropertySignature);
    const [first] = declarations;
    if (!first) return [];
    for (const { type } of declarations) if (type) this.follow(type);
    const texts = declarations.map(({ type }) => textOf(type));
    const isOptional = symbols.some(({ flags }) => flags & ts.SymbolFlags.Optional);
    return [
      {
        name,
        type: [...new Set(texts)].join(' | '),
        isOptional: isOptional || symbols.length < alternatives,
        documented: documented(first),
      },
    ];
  }

  /** Remembers the types of this repository that a type names. */
  follow(node: ts.Node): void {
    if (ts.isTypeReferenceNode(node)) this.meet(node);
    ts.forEachChild(node, (child) => this.follow(child));
  }

  private meet({ typeName }: ts.TypeReferenceNode): void {
    const symbol = this.checker.getSymbolAtLocation(typeName);
    const declared = symbol && this.declarationOf(symbol);
    const name = declared?.name?.text;
    if (!declared || name === undefined || this.found.has(name)) return;
    const described = { name, documented: documented(declared), properties: [] };
    this.found.set(name, described); // Now, because it may name itself.
    const constructs = this.implemented.get(name);
    if (constructs) {
      this.found.set(name, { ...described, constructs });
      return;
    }
    if (ts.isClassDeclaration(declared)) {
      this.found.set(name, { ...described, methods: publicMethods(declared).map(method) });
      return;
    }
    const isObject = ts.isInterfaceDeclaration(declared) || ts.isTypeLiteralNode(declared.type);
    if (isObject) {
      const properties = this.propertiesOf(this.checker.getTypeAtLocation(declared));
      this.found.set(name, { ...described, properties });
    } else {
      this.found.set(name, { ...described, alias: this.aliasOf(declared) });
      this.follow(declared.type);
    }
  }

  /** What stands for the values of a list is shown as these values. */
  private aliasOf({ type }: ts.TypeAliasDeclaration): string {
    const text = textOf(type);
    if (!text.includes('typeof ')) return text;
    const { NoTruncation, InTypeAlias } = ts.TypeFormatFlags;
    return this.checker.typeToString(
      this.checker.getTypeFromTypeNode(type),
      undefined,
      NoTruncation | InTypeAlias,
    );
  }

  /** Of what a person writes down or calls: nothing of a package, and no construct, which has a page. */
  private declarationOf(symbol: ts.Symbol): TypeDeclaration | undefined {
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const declared = target.declarations?.find(
      (each): each is TypeDeclaration =>
        ts.isInterfaceDeclaration(each) ||
        ts.isTypeAliasDeclaration(each) ||
        (ts.isClassDeclaration(each) && !this.checker.getTypeAtLocation(each).getProperty('node')),
    );
    return declared?.getSourceFile().fileName.includes('/node_modules/') ? undefined : declared;
  }
}
