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

/** The names of an owner's own functions that are called so, whatever versions of Node to come add to them. Those that Node lets nobody replace call others that are here. */
export function functionsOf(owner: object, named = /^/): string[] {
  const own = Object.entries(Object.getOwnPropertyDescriptors(owner));
  return own.flatMap(([name, { configurable }]) =>
    configurable && named.test(name) && typeof Reflect.get(owner, name) === 'function' ? [name] : [],
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
