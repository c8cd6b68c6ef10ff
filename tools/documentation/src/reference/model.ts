import { Documented } from './documented';

/** A property of what a construct is asked, or of what it has. */
export interface Property {
  readonly name: string;
  /** As the code writes it. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly documented: Documented;
}

/** A type that properties have, and that a person writes down. */
export interface NamedType {
  readonly name: string;
  readonly documented: Documented;
  /** Of an object. */
  readonly properties: readonly Property[];
  /** The constructs that are one, where nobody writes it down. */
  readonly constructs?: readonly string[];
  /** Of a class that is no construct. */
  readonly methods?: readonly Method[];
  /** As the code writes it, of anything else. */
  readonly alias?: string;
}

export interface Method {
  /** `grantRead(grantee: Grantee): void`. */
  readonly signature: string;
  readonly documented: Documented;
}

/** A construct as its page shows it. */
export interface DescribedConstruct {
  readonly name: string;
  /** `libs/service`. */
  readonly library: string;
  /** Where it is declared, from the root. */
  readonly file: string;
  readonly documented: Documented;
  /** What it is asked, with what that is called: `props`. */
  readonly asked: readonly Property[];
  readonly types: readonly NamedType[];
  readonly attributes: readonly Property[];
  readonly methods: readonly Method[];
}
