import { differsEveryTime } from '../errors';
import { guardChance } from './guards/chance';
import { guardClocks } from './guards/clocks';
import { guardFiles } from './guards/files';
import { guardLocale } from './guards/locale';
import { guardMachine } from './guards/machine';
import { isWithin, realFolder } from './place';

/**
 * Runs a project's code, and has what it would get from a clock, from chance, from this machine or from this shell refused
 * in the line that asks for it: its stacks would be others tomorrow, or on another machine, without a change of the code.
 * What packages and this library ask for is theirs. What is not seen: docs/decisions/inputs.md.
 *
 * @throws UserError from the line that asks.
 */
export function sameEveryTime<T>(projectFolder: string, run: () => T): T {
  const folder = realFolder(projectFolder);
  const refuse = (what: string) => {
    if (isWithin(folder, asking())) throw differsEveryTime(what);
  };
  const restore = [
    ...guardClocks(refuse),
    ...guardLocale(refuse),
    ...guardChance(refuse),
    ...guardMachine(refuse),
    ...guardFiles(refuse, folder),
  ];
  try {
    return run();
  } finally {
    for (const each of restore.reverse()) each();
  }
}

/** Guards, and Node's own crypto, whose functions call each other. */
const between = /\/own-code\/(same-every-time|guards\/[\w-]+)\.[jt]s$|^node:(internal\/)?crypto/;

/** The file that asks: what called a guard. By V8's own frames, since to look up a line for each is slow. */
function asking(): string {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (_error, frames) => frames;
  const frames = new Error().stack as unknown as NodeJS.CallSite[] | string;
  Error.prepareStackTrace = prepareStackTrace;
  if (typeof frames === 'string') return ''; // Another trace is being written out: what writes it asks, for a source map.
  return frames.map((frame) => frame.getFileName() ?? __filename).find((file) => !between.test(file)) ?? '';
}
