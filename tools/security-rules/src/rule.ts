import { SynthesisedStack } from '@dotkom/stack/testing';

export type Resource = Record<string, any>;

/** Something of a stack, as Terraform addresses it. */
export interface Found {
  readonly type: string;
  readonly address: string;
  readonly resource: Resource;
}

/** What good practice asks of an account, and what of a stack does not do it. */
export interface Rule {
  /** By which docs/decisions/exceptions.md names it. */
  readonly id: string;
  /** As a sentence about what should be. */
  readonly says: string;
  readonly broken: (stack: SynthesisedStack) => readonly Found[];
}

/** Everything of a stack of one type. */
export function all(stack: SynthesisedStack, type: string): Found[] {
  return Object.entries(stack.resource?.[type] ?? {}).map(([name, resource]) => ({
    type,
    address: `${type}.${name}`,
    resource,
  }));
}

/** A rule that asks something of every resource of a type. */
export function each(
  id: string,
  says: string,
  type: string,
  holds: (resource: Resource, stack: SynthesisedStack) => boolean,
): Rule {
  const broken = (stack: SynthesisedStack) =>
    all(stack, type).filter(({ resource }) => !holds(resource, stack));
  return { id, says, broken };
}

/** A rule that asks for a resource of another type that is about each one of a type, and says something. */
export function eachHas(
  id: string,
  says: string,
  type: string,
  other: { readonly type: string; readonly that?: (resource: Resource) => boolean },
): Rule {
  const broken = (stack: SynthesisedStack) =>
    all(stack, type).filter(
      ({ address }) =>
        !all(stack, other.type).some(
          ({ resource }) => refersTo(resource, address) && (other.that?.(resource) ?? true),
        ),
    );
  return { id, says, broken };
}

export function refersTo(resource: Resource, address: string): boolean {
  return JSON.stringify(resource).includes(`\${${address}.`);
}
