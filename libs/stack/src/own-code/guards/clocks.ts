import { guarded, guardFunctions, guardValue, Refuse, replace, Restore } from './replace';

/** Every clock there is: a time that is written down is one, and only the present is refused. */
export function guardClocks(refuse: Refuse): Restore[] {
  const ofProcess = (name: string) => `process.${name}()`;
  return [
    replace(globalThis, 'Date', { value: guardedDate(refuse) }),
    ...guardFormats(refuse),
    ...guardFunctions(refuse, performance, ['now'], () => 'performance.now()'),
    guardValue(refuse, performance, 'timeOrigin', 'performance.timeOrigin'),
    ...guardFunctions(refuse, process, ['hrtime', 'uptime'], ofProcess),
    ...guardFunctions(refuse, process.hrtime, ['bigint'], () => 'process.hrtime.bigint()'),
  ];
}

function guardedDate(refuse: Refuse): DateConstructor {
  return new Proxy(Date, {
    apply(target, self, args) {
      refuse('Date()');
      return Reflect.apply(target, self, args) as string;
    },
    construct(target, args, newTarget) {
      if (args.length === 0) refuse('new Date()');
      return Reflect.construct(target, args, newTarget);
    },
    get(target, name) {
      if (name === 'now') refuse('Date.now()');
      return Reflect.get(target, name) as unknown;
    },
  });
}

/** A format of no date is one of now. */
function guardFormats(refuse: Refuse): Restore[] {
  const formats = Intl.DateTimeFormat.prototype;
  const refuseNow = (name: string) => (args: readonly unknown[]) => {
    if (args[0] === undefined) refuse(`Intl.DateTimeFormat().${name}()`);
  };
  const { get: boundFormat } = Object.getOwnPropertyDescriptor(formats, 'format')!;
  return [
    replace(formats, 'format', {
      get(this: Intl.DateTimeFormat) {
        return guarded(refuseNow('format'), Reflect.apply(boundFormat!, this, []) as (date?: Date) => string);
      },
    }),
    replace(formats, 'formatToParts', {
      value: guarded(refuseNow('formatToParts'), formats.formatToParts as (date?: Date) => unknown),
    }),
  ];
}
