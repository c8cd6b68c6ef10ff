import { join } from 'node:path';
import ts from 'typescript';
import { InputTypes } from '@dotkom/stack/inputs';
import { TypeDescriber } from './describe-type';

/** What comes before the parameters that are a construct's own. */
const ofEveryConstruct = ['scope', 'id'];

/**
 * Describes the parameters of every construct that libraries export, and those of its methods.
 *
 * @param root the folder with tsconfig.base.json.
 * @param libraries for each library, the files that say what it exports.
 */
export function describeConstructs(
  root: string,
  libraries: readonly (readonly string[])[],
): readonly InputTypes[] {
  const program = ts.createProgram(libraries.flat(), compilerOptions(root));
  const checker = program.getTypeChecker();
  const describer = new TypeDescriber(checker);
  return libraries.map((files) => {
    const parameters = files
      .flatMap((file) => checker.getExportsOfModule(moduleOf(program, file)))
      .flatMap((exported) => parametersOf(checker, exported));
    return Object.fromEntries(
      parameters.map(([name, parameter]) => [
        name,
        describer.describeSymbol(parameter.symbol, isOptional(parameter)),
      ]),
    );
  });
}

function compilerOptions(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root).options;
}

function moduleOf(program: ts.Program, file: string): ts.Symbol {
  const source = program.getSourceFile(file);
  const module = source && program.getTypeChecker().getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module.`);
  return module;
}

type Parameter = ts.ParameterDeclaration & { readonly symbol: ts.Symbol };

/** The parameters of a class, by names that say where they are: `WebService.props`, `Queue.grantSend.grantee`. */
function parametersOf(checker: ts.TypeChecker, exported: ts.Symbol): [name: string, parameter: Parameter][] {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const { valueDeclaration: declared } = symbol;
  if (!declared || !ts.isClassDeclaration(declared) || !isConstruct(checker, declared)) return [];
  return declared.members.filter(isCallable).flatMap((member) => {
    const path = ts.isConstructorDeclaration(member) ? [symbol.name] : [symbol.name, member.name.getText()];
    return member.parameters
      .filter((parameter) => !ts.isConstructorDeclaration(member) || !isOfEveryConstruct(parameter))
      .map((parameter): [string, Parameter] => [
        [...path, nameOf(parameter)].join('.'),
        parameter as Parameter,
      ]);
  });
}

function isConstruct(checker: ts.TypeChecker, declared: ts.ClassDeclaration): boolean {
  return checker.getTypeAtLocation(declared).getProperty('node') !== undefined;
}

function isCallable(member: ts.ClassElement): member is ts.ConstructorDeclaration | ts.MethodDeclaration {
  if (ts.isConstructorDeclaration(member)) return true;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
  return ts.isMethodDeclaration(member) && (ts.getCombinedModifierFlags(member) & hidden) === 0;
}

function isOfEveryConstruct(parameter: ts.ParameterDeclaration): boolean {
  return ofEveryConstruct.includes(parameter.name.getText());
}

/** What is taken apart where it is given is what it is usually called. */
function nameOf({ name }: ts.ParameterDeclaration): string {
  return ts.isIdentifier(name) ? name.text : 'props';
}

function isOptional({ questionToken, initializer }: ts.ParameterDeclaration): boolean {
  return questionToken !== undefined || initializer !== undefined;
}
