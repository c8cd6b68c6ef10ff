import { guarded, Refuse, replace, Restore } from './replace';

/** What writes or compares in the language of this machine unless it is told one, and which argument tells it. */
const inALanguage: readonly (readonly [owner: object, name: string, called: string, argument: number])[] = [
  [String.prototype, 'localeCompare', "''.localeCompare()", 1],
  [String.prototype, 'toLocaleUpperCase', "''.toLocaleUpperCase()", 0],
  [String.prototype, 'toLocaleLowerCase', "''.toLocaleLowerCase()", 0],
  [Number.prototype, 'toLocaleString', '(0).toLocaleString()', 0],
  [BigInt.prototype, 'toLocaleString', '(0n).toLocaleString()', 0],
  [Array.prototype, 'toLocaleString', '[].toLocaleString()', 0],
  ...['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map(
    (name) => [Date.prototype, name, `Date.${name}()`, 0] as const,
  ),
];

/** The language of this machine. */
export function guardLocale(refuse: Refuse): Restore[] {
  return [
    ...inALanguage.map(([owner, name, called, argument]) =>
      replace(owner, name, {
        value: guarded(
          (args) => {
            if (args[argument] === undefined) refuse(called);
          },
          Reflect.get(owner, name) as () => unknown,
        ),
      }),
    ),
    ...['Collator', 'DateTimeFormat', 'ListFormat', 'NumberFormat', 'PluralRules', 'RelativeTimeFormat'].map(
      (name) => replace(Intl, name, { value: guardedFormat(refuse, name) }),
    ),
  ];
}

function guardedFormat(refuse: Refuse, name: string): object {
  const refuseUntold = ([locales]: readonly unknown[]) => {
    if (locales === undefined) refuse(`Intl.${name}()`);
  };
  return new Proxy(Reflect.get(Intl, name) as () => object, {
    apply(target, self, args) {
      refuseUntold(args);
      return Reflect.apply(target, self, args);
    },
    construct(target, args, newTarget) {
      refuseUntold(args);
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
}
