import crypto from 'node:crypto';
import { differsEveryTime } from '../errors';
import { isWithin } from './place';

/**
 * Runs a project's code, and has what it would get from the clock, from chance or from this shell refused in the line that
 * asks for it: its stacks would be others tomorrow, or on another machine, without a change of the code. What packages
 * and this library ask for is theirs.
 *
 * @param folder the project's.
 * @throws UserError from the line that asks.
 */
export function sameEveryTime<T>(folder: string, run: () => T): T {
  const refuse = (what: string) => {
    if (isWithin(folder, asking())) throw differsEveryTime(what);
  };
  const guarded = <F extends (...args: never[]) => unknown>(what: string, original: F): F =>
    new Proxy(original, {
      apply: (target, self, args) => {
        refuse(what);
        return Reflect.apply(target, self, args);
      },
    });
  const restore = [
    replace(globalThis, 'Date', guardedClock(refuse)),
    replace(performance, 'now', guarded('performance.now()', performance.now)),
    replace(Math, 'random', guarded('Math.random()', Math.random)),
    replace(process, 'env', guardedVariables(refuse)),
    ...(['randomBytes', 'randomInt', 'randomUUID'] as const).map((name) =>
      replace(crypto, name, guarded(`${name}()`, crypto[name] as () => unknown)),
    ),
  ];
  try {
    return run();
  } finally {
    for (const each of restore) each();
  }
}

/** The file that asks: what called this one. By V8's own frames, since to look up a line for each is slow. */
function asking(): string {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_error, frames) => frames;
  const frames = new Error().stack as unknown as NodeJS.CallSite[];
  Error.prepareStackTrace = prepareStackTrace;
  return frames.map((frame) => frame.getFileName() ?? __filename).find((file) => file !== __filename) ?? '';
}

/** A date that is written down is one; only the present is refused. */
function guardedClock(refuse: (what: string) => void): DateConstructor {
  return new Proxy(Date, {
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

function guardedVariables(refuse: (what: string) => void): NodeJS.ProcessEnv {
  return new Proxy(process.env, {
    get(target, name) {
      refuse(`process.env.${String(name)}`);
      return Reflect.get(target, name) as string | undefined;
    },
  });
}

function replace<T extends object>(owner: T, name: string, replacement: unknown): () => void {
  const before = Reflect.get(owner, name) as unknown;
  Reflect.set(owner, name, replacement);
  return () => void Reflect.set(owner, name, before);
}
