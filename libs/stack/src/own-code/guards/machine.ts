import childProcess from 'node:child_process';
import os from 'node:os';
import { functionsOf, guardFunctions, guardValue, Refuse, replace, Restore } from './replace';

/** What processes say of themselves and of where they run. */
const ofProcess = {
  functions:
    /^(cwd|umask|memoryUsage|cpuUsage|threadCpuUsage|resourceUsage|constrainedMemory|availableMemory|get(e?[ug]id|groups|active.*))$/,
  values: ['pid', 'ppid', 'platform', 'arch', 'argv', 'execArgv', 'execPath', 'version', 'versions'],
} as const;

/** What only this machine or this process has, what other programs and the network answer, and the variables of this shell. */
export function guardMachine(refuse: Refuse): Restore[] {
  return [
    ...guardFunctions(refuse, os, functionsOf(os), (name) => `os.${name}()`),
    ...guardFunctions(refuse, globalThis, ['fetch']),
    ...guardFunctions(refuse, childProcess, functionsOf(childProcess, /^[a-z]/)),
    ...guardFunctions(
      refuse,
      process,
      functionsOf(process, ofProcess.functions),
      (name) => `process.${name}()`,
    ),
    ...ofProcess.values.map((name) => guardValue(refuse, process, name, `process.${name}`)),
    replace(process, 'env', { value: guardedVariables(refuse) }),
  ];
}

function guardedVariables(refuse: Refuse): NodeJS.ProcessEnv {
  return new Proxy(process.env, {
    get(target, name) {
      refuse(`process.env.${String(name)}`);
      return Reflect.get(target, name) as string | undefined;
    },
    has(target, name) {
      refuse(`process.env.${String(name)}`);
      return Reflect.has(target, name);
    },
    ownKeys(target) {
      refuse('process.env');
      return Reflect.ownKeys(target);
    },
  });
}
