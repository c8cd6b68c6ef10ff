/** Refuses what is something else each time, where the project's own code asks for it. */
export type Refuse = (what: string) => void;

/** Puts back what a guard took the place of. */
export type Restore = () => void;

type AnyFunction = (...args: never[]) => unknown;

/** Has each of an owner's functions refuse before it answers. */
export function guardFunctions(
  refuse: Refuse,
  owner: object,
  names: readonly string[],
  called: (name: string) => string = (name) => `${name}()`,
): Restore[] {
  return names.map((name) =>
    replace(owner, name, { value: guarded(() => refuse(called(name)), Reflect.get(owner, name)) }),
  );
}

/** Has a value that is simply there refuse before it answers. */
export function guardValue(refuse: Refuse, owner: object, name: string, called: string): Restore {
  const value: unknown = Reflect.get(owner, name);
  return replace(owner, name, {
    get() {
      refuse(called);
      return value;
    },
  });
}

/** A function that first runs a guard, which gets the arguments; all else about it, such as `hrtime.bigint`, stays. */
export function guarded<F extends AnyFunction>(guard: (args: readonly unknown[]) => void, original: F): F {
  return new Proxy(original, {
    apply(target, self, args) {
      guard(args);
      return Reflect.apply(target, self, args);
    },
  });
}

/** Defines a property anew. */
export function replace(owner: object, name: string, replacement: PropertyDescriptor): Restore {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  const writable = 'value' in replacement && { writable: true };
  Object.defineProperty(owner, name, { configurable: true, enumerable: true, ...writable, ...replacement });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  };
}
