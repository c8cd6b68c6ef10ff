import { join, relative } from 'node:path';
import ts from 'typescript';
import { constructOf, exportsOf, isCallable, libraries, ownParameters, programOf } from '@dotkom/inputs';
import { documented } from './documented';
import { DescribedConstruct, Method, Property } from './model';
import { NamedTypes, textOf } from './named-types';

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
  const implemented = new Set(everyClass.flatMap(([, classes]) => classes).flatMap(interfacesOf));
  return everyClass.flatMap(([library, classes]) =>
    classes.map((declared) =>
      describe(new NamedTypes(checker, implemented), checker, declared, library, root),
    ),
  );
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
  return {
    name: declared.name?.text ?? '',
    library,
    file: relative(root, declared.getSourceFile().fileName),
    documented: documented(declared),
    asked,
    types: types.all,
    attributes: declared.members.filter(ts.isPropertyDeclaration).filter(isPublic).map(attribute),
    methods: declared.members
      .filter(isCallable)
      .filter(ts.isMethodDeclaration)
      .filter(isPublic)
      .map((member) => method(member)),
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

function isPublic(member: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
  return (ts.getCombinedModifierFlags(member) & hidden) === 0;
}

function attribute(member: ts.PropertyDeclaration): Property {
  return {
    name: member.name.getText(),
    type: textOf(member.type),
    isOptional: member.questionToken !== undefined,
    documented: documented(member),
  };
}

function method(member: ts.MethodDeclaration): Method {
  const parameters = member.parameters.map((each) => each.getText().replace(/\s+/g, ' ')).join(', ');
  return {
    signature: `${member.name.getText()}(${parameters}): ${textOf(member.type)}`,
    documented: documented(member),
  };
}
