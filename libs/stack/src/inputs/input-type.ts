/**
 * What may be given for one parameter, as far as its kind goes: a text, a list, an object with these properties. Derived
 * from the TypeScript types by tools/inputs, and written down as JSON, so that a synth needs no compiler. What a value
 * means, such as whether a text is a host, constructs check themselves.
 */
export type InputType =
  | { readonly kind: 'anything' | 'boolean' | 'function' | 'number' }
  /** A text; with forms, one that looks like one of them: `'<number> MiB'`. */
  | { readonly kind: 'text'; readonly forms?: readonly string[] }
  /** One of these values and no other. */
  | { readonly kind: 'choice'; readonly of: readonly (string | number | boolean)[] }
  /** How many there have to be at least is said by constructs; what stands in for a list has as many. */
  | { readonly kind: 'list'; readonly of: InputType; readonly least?: number }
  /** An object in which a person chooses the names: `{ PORT: '80' }`. */
  | { readonly kind: 'record'; readonly of: InputType }
  | ObjectType
  /** One of several objects, told apart by a property that every one has: `type: 'A'`. */
  | { readonly kind: 'variants'; readonly by: string; readonly of: Readonly<Record<string, ObjectType>> }
  /** Something that code makes, known by what it has: a construct, an environment. */
  | { readonly kind: 'instance'; readonly of?: string; readonly has: readonly string[] }
  | { readonly kind: 'either'; readonly of: readonly InputType[] };

export interface ObjectType {
  readonly kind: 'object';
  readonly properties: Readonly<Record<string, PropertyType>>;
}

export interface PropertyType {
  readonly type: InputType;
  readonly optional?: true;
}

/** The parameters of a library's constructs: `'WebService.props'`, and for methods `'Queue.grantSend.grantee'`. */
export type InputTypes = Readonly<Record<string, PropertyType>>;
