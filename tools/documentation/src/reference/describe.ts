import { join, relative } from 'node:path';
import ts from 'typescript';
import { constructOf, exportsOf, libraries, ownParameters, programOf } from '@dotkom/inputs';
import { documented } from './documented';
import { method, publicMethods, publicProperties } from './members';
import { DescribedConstruct, Property } from './model';
import { NamedTypes } from './named-types';
import { textOf } from './text-of';

/** Every construct that the libraries export, from their code as it is now. @param root of the workspace. */
export function describeConstructs(root: string): readonly DescribedConstruct[] {
  const exported = Object.entries(libraries).map(
    ([library, files]) => [library, files.map((file) => join(root, library, file))] as const,
  );
  const program = programOf(
    root,
    exported.flatMap(([, files]) => files),
  );
  const checker = program.getTypeChecker();
  const everyClass = exported.map(([library, files]) => {
    const classes = files
      .flatMap((file) => exportsOf(program, file))
      .flatMap((symbol) => constructOf(checker, symbol) ?? [])
      .filter((declared) => isBelow(join(root, library), declared));
    return [library, [...new Set(classes)]] as const;
  });
  const implemented = implementedBy(everyClass.flatMap(([, classes]) => classes));
  return everyClass.flatMap(([library, classes]) =>
    classes.map((declared) =>
      describe(new NamedTypes(checker, implemented), checker, declared, library, root),
    ),
  );
}

/** The interfaces that classes implement, each with the names of these. */
function implementedBy(classes: readonly ts.ClassDeclaration[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const each of classes) {
    for (const name of interfacesOf(each)) {
      found.set(name, [...(found.get(name) ?? []), each.name?.text ?? '']);
    }
  }
  return found;
}

/** The names of the interfaces that a class implements. */
function interfacesOf({ heritageClauses = [] as never }: ts.ClassDeclaration): string[] {
  return [...heritageClauses]
    .filter(({ token }) => token === ts.SyntaxKind.ImplementsKeyword)
    .flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
}

/** A library's index may export what another declares, which has its page there. */
function isBelow(folder: string, node: ts.Node): boolean {
  return !relative(folder, node.getSourceFile().fileName).startsWith('..');
}

function describe(
  types: NamedTypes,
  checker: ts.TypeChecker,
  declared: ts.ClassDeclaration,
  library: string,
  root: string,
): DescribedConstruct {
  const own = declared.members.find(ts.isConstructorDeclaration);
  const asked = (own ? ownParameters(own) : []).flatMap((parameter) => askedBy(checker, types, parameter));
  const attributes = publicProperties(declared);
  const methods = publicMethods(declared);
  for (const { type } of attributes) if (type) types.follow(type);
  for (const { parameters } of methods) for (const { type } of parameters) if (type) types.follow(type);
  return {
    name: declared.name?.text ?? '',
    library,
    file: relative(root, declared.getSourceFile().fileName),
    documented: documented(declared),
    asked,
    types: types.all,
    attributes: attributes.map(attribute),
    methods: methods.map(method),
  };
}

/** An object is shown by its properties, anything else by itself. */
function askedBy(checker: ts.TypeChecker, types: NamedTypes, parameter: ts.ParameterDeclaration): Property[] {
  const type = checker.getTypeAtLocation(parameter);
  const properties = types.propertiesOf(checker.getNonNullableType(type));
  const isObject = properties.length > 0 && parameter.type && ts.isTypeReferenceNode(parameter.type);
  if (isObject) return properties;
  if (parameter.type) types.follow(parameter.type);
  return [
    {
      name: parameter.name.getText(),
      type: textOf(parameter.type),
      isOptional: parameter.questionToken !== undefined || parameter.initializer !== undefined,
      documented: documented(parameter),
    },
  ];
}

function attribute(member: ts.PropertyDeclaration): Property {
  return {
    name: member.name.getText(),
    type: textOf(member.type),
    isOptional: member.questionToken !== undefined,
    documented: documented(member),
  };
}
