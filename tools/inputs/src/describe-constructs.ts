import ts from 'typescript';
import { InputTypes } from '@dotkom/stack/inputs';
import { TypeDescriber } from './describe-type';
import { constructOf, exportsOf, isCallable, ownParameters, programOf } from './program';

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
  const program = programOf(root, libraries.flat());
  const checker = program.getTypeChecker();
  const describer = new TypeDescriber(checker);
  return libraries.map((files) => {
    const parameters = files
      .flatMap((file) => exportsOf(program, file))
      .flatMap((exported) => parametersOf(checker, exported));
    return Object.fromEntries(
      parameters.map(([name, parameter]) => [
        name,
        describer.describeSymbol(parameter.symbol, isOptional(parameter)),
      ]),
    );
  });
}

type Parameter = ts.ParameterDeclaration & { readonly symbol: ts.Symbol };

/** The parameters of a class, by names that say where they are: `WebService.props`, `Queue.grantSend.grantee`. */
function parametersOf(checker: ts.TypeChecker, symbol: ts.Symbol): [name: string, parameter: Parameter][] {
  const declared = constructOf(checker, symbol);
  if (!declared) return [];
  return declared.members.filter(isCallable).flatMap((member) => {
    const path = ts.isConstructorDeclaration(member) ? [symbol.name] : [symbol.name, member.name.getText()];
    return ownParameters(member).map((parameter): [string, Parameter] => [
      [...path, nameOf(parameter)].join('.'),
      parameter as Parameter,
    ]);
  });
}

/** What is taken apart where it is given is what it is usually called. */
function nameOf({ name }: ts.ParameterDeclaration): string {
  return ts.isIdentifier(name) ? name.text : 'props';
}

function isOptional({ questionToken, initializer }: ts.ParameterDeclaration): boolean {
  return questionToken !== undefined || initializer !== undefined;
}
