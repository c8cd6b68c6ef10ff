import ts from 'typescript';
import { InputType, ObjectType, PropertyType } from '@dotkom/stack/inputs';

/** Describes the types of one program. */
export class TypeDescriber {
  private readonly checker: ts.TypeChecker;

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
  }

  /** What may be given for a parameter or a property: its type, and whether it may be left out. */
  describeSymbol(symbol: ts.Symbol, isOptional: boolean): PropertyType {
    const type = this.describe(this.checker.getTypeOfSymbol(symbol));
    return { type, ...(isOptional && { optional: true as const }) };
  }

  private describe(whole: ts.Type): InputType {
    if (whole.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return { kind: 'anything' };
    const type = this.checker.getNonNullableType(whole);
    const { flags } = type;
    if (type.isUnion()) return this.describeUnion(type.types);
    if (type.isStringLiteral() || type.isNumberLiteral()) return { kind: 'choice', of: [type.value] };
    if (flags & ts.TypeFlags.BooleanLiteral) {
      return { kind: 'choice', of: [this.checker.typeToString(type) === 'true'] };
    }
    if (flags & ts.TypeFlags.TemplateLiteral) {
      return { kind: 'text', forms: [this.formOf(type as ts.TemplateLiteralType)] };
    }
    if (flags & ts.TypeFlags.StringLike) return { kind: 'text' };
    if (flags & ts.TypeFlags.NumberLike) return { kind: 'number' };
    return this.describeObject(type);
  }

  private formOf({ texts, types }: ts.TemplateLiteralType): string {
    return texts
      .map((text, index) => (types[index] ? `${text}<${this.checker.typeToString(types[index])}>` : text))
      .join('');
  }

  private describeUnion(types: readonly ts.Type[]): InputType {
    const options = types.map((type) => this.describe(type));
    const choices = options.flatMap((option) => (option.kind === 'choice' ? option.of : []));
    const texts = options.filter((option) => option.kind === 'text');
    const others = options.filter(({ kind }) => kind !== 'choice' && kind !== 'text');
    const merged: InputType[] = [
      ...this.mergeTexts(texts, choices),
      ...(isBoolean(choices) ? [{ kind: 'boolean' as const }] : []),
      ...asVariants(others),
    ];
    return merged.length === 1 ? merged[0]! : { kind: 'either', of: merged };
  }

  /** A text of certain forms or one of certain words is a text, which its construct looks at. */
  private mergeTexts(
    texts: readonly Extract<InputType, { kind: 'text' }>[],
    choices: readonly (string | number | boolean)[],
  ): InputType[] {
    const values = isBoolean(choices) ? choices.filter((choice) => typeof choice !== 'boolean') : choices;
    if (texts.length === 0) return values.length > 0 ? [{ kind: 'choice', of: values }] : [];
    if (texts.some(({ forms }) => !forms)) return [{ kind: 'text' }];
    const forms = [...texts.flatMap((text) => text.forms ?? []), ...values.map(String)];
    return [{ kind: 'text', forms: forms.filter((form) => !forms.includes(`${form}s`)) }]; // The plural stands for both.
  }

  private describeObject(type: ts.Type): InputType {
    if (type.getCallSignatures().length > 0) return { kind: 'function' };
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) return this.describeList(type);
    const record = this.checker.getIndexInfoOfType(type, ts.IndexKind.String);
    if (record) return { kind: 'record', of: this.describe(record.type) };
    const members = type.getProperties().filter(isPublic);
    if (isMadeByCode(type, members)) return this.describeInstance(type, members);
    const properties = members.map((member) => [
      member.name,
      this.describeSymbol(member, (member.flags & ts.SymbolFlags.Optional) !== 0),
    ]);
    return { kind: 'object', properties: Object.fromEntries(properties) };
  }

  private describeList(type: ts.Type): InputType {
    const elements = this.checker.getTypeArguments(type as ts.TypeReference);
    const [first] = elements;
    const of: InputType = first ? this.describe(first) : { kind: 'anything' };
    const least = this.checker.isTupleType(type)
      ? ((type as ts.TupleTypeReference).target.minLength ?? 0)
      : 0;
    return { kind: 'list', of, ...(least > 0 && { least }) };
  }

  private describeInstance(type: ts.Type, members: readonly ts.Symbol[]): InputType {
    const isConstruct = members.some(({ name }) => name === 'node');
    const has = members
      .filter(({ flags }) => !(flags & ts.SymbolFlags.Optional))
      .filter((member) => !isConstruct || !isOfPackage(member) || member.name === 'node')
      .map(({ name }) => name);
    const name = this.checker.typeToString(type);
    return {
      kind: 'instance',
      ...(/^\w+$/.test(name) && { of: name }),
      has: has.sort(),
    };
  }
}

function isBoolean(choices: readonly unknown[]): boolean {
  return choices.includes(true) && choices.includes(false);
}

function isPublic(member: ts.Symbol): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const { valueDeclaration: at } = member;
  return !at || (ts.getCombinedModifierFlags(at) & hidden) === 0;
}

/** A class, or what has methods: nobody writes it down as an object. */
function isMadeByCode(type: ts.Type, members: readonly ts.Symbol[]): boolean {
  const { valueDeclaration } = type.symbol ?? {};
  if (valueDeclaration && ts.isClassDeclaration(valueDeclaration)) return true;
  return members.some(({ flags }) => (flags & ts.SymbolFlags.Method) !== 0);
}

function isOfPackage(member: ts.Symbol): boolean {
  return (member.declarations ?? []).some((at) => at.getSourceFile().fileName.includes('/node_modules/'));
}

/** Objects that one property tells apart become variants by it. */
function asVariants(types: readonly InputType[]): readonly InputType[] {
  const objects = types.filter((type): type is ObjectType => type.kind === 'object');
  if (objects.length < 2 || objects.length < types.length) return types;
  const by = Object.keys(objects[0]!.properties).find((name) =>
    objects.every(({ properties }) => properties[name]?.type.kind === 'choice'),
  );
  if (by === undefined) return types;
  const of = objects.flatMap((object) => {
    const { type } = object.properties[by]!;
    return type.kind === 'choice' ? type.of.map((value) => [String(value), object] as const) : [];
  });
  return [{ kind: 'variants', by, of: Object.fromEntries(of) }];
}
