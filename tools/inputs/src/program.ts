import { join } from 'node:path';
import ts from 'typescript';

/** The compiler's view of some files of the workspace. @param root the folder with tsconfig.base.json. */
export function programOf(root: string, files: readonly string[]): ts.Program {
  return ts.createProgram(files, compilerOptions(root));
}

/** The options by which every file of the workspace is compiled. */
export function compilerOptions(root: string): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, root).options;
}

/** What a file exports, each as what it is where it is declared. */
export function exportsOf(program: ts.Program, file: string): readonly ts.Symbol[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} is no module.`);
  return checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
}

/** The class that a symbol is, where that is a construct. */
export function constructOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.ClassDeclaration | undefined {
  const { valueDeclaration: declared } = symbol;
  if (!declared || !ts.isClassDeclaration(declared)) return undefined;
  return checker.getTypeAtLocation(declared).getProperty('node') ? declared : undefined;
}

/** The parameters of a construct that are its own, and not those of every construct. */
export function ownParameters(
  member: ts.ConstructorDeclaration | ts.MethodDeclaration,
): readonly ts.ParameterDeclaration[] {
  return member.parameters.filter(
    ({ name }) => !ts.isConstructorDeclaration(member) || !ofEveryConstruct.includes(name.getText()),
  );
}

/** What comes before the parameters that are a construct's own. */
const ofEveryConstruct = ['scope', 'id'];

/** Whether others call it: its constructor, or a method that is neither hidden nor static. */
export function isCallable(
  member: ts.ClassElement,
): member is ts.ConstructorDeclaration | ts.MethodDeclaration {
  if (ts.isConstructorDeclaration(member)) return true;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
  return ts.isMethodDeclaration(member) && (ts.getCombinedModifierFlags(member) & hidden) === 0;
}
