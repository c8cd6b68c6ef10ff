import ts from 'typescript';
import { isCallable } from '@dotkom/inputs';
import { documented } from './documented';
import { Method } from './model';
import { textOf } from './text-of';

/** The methods of a class that others call. */
export function publicMethods({ members }: ts.ClassDeclaration): ts.MethodDeclaration[] {
  return members.filter(isCallable).filter(ts.isMethodDeclaration).filter(isPublic);
}

/** What a class has for others. */
export function publicProperties({ members }: ts.ClassDeclaration): ts.PropertyDeclaration[] {
  return members.filter(ts.isPropertyDeclaration).filter(isPublic);
}

/** A method by what it is called with, and what is written of it. */
export function method(member: ts.MethodDeclaration): Method {
  const parameters = member.parameters.map((each) => each.getText().replace(/\s+/g, ' ')).join(', ');
  const generic = member.typeParameters ? `<${member.typeParameters.map(textOf).join(', ')}>` : '';
  return {
    signature: `${member.name.getText()}${generic}(${parameters}): ${textOf(member.type)}`,
    documented: documented(member),
  };
}

function isPublic(member: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Static;
  return (ts.getCombinedModifierFlags(member) & hidden) === 0;
}
