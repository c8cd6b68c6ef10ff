import nodeCrypto from 'node:crypto';
import os from 'node:os';
import { guardFunctions, guardValue, Refuse, replace, Restore } from './replace';

const ofNodeCrypto = ['randomBytes', 'randomFillSync', 'randomInt', 'randomUUID'];
const ofWebCrypto = ['randomUUID', 'getRandomValues'];

/** Chance, what only this machine or this process has, and the variables of this shell. */
export function guardChanceAndMachine(refuse: Refuse): Restore[] {
  const ofOs = Object.keys(os).filter((name) => typeof Reflect.get(os, name) === 'function');
  return [
    ...guardFunctions(refuse, Math, ['random'], () => 'Math.random()'),
    ...guardFunctions(refuse, nodeCrypto, ofNodeCrypto),
    ...guardFunctions(refuse, globalThis.crypto, ofWebCrypto, (name) => `crypto.${name}()`),
    ...guardFunctions(refuse, os, ofOs, (name) => `os.${name}()`),
    ...guardFunctions(refuse, process, ['memoryUsage', 'cpuUsage'], (name) => `process.${name}()`),
    guardValue(refuse, process, 'pid', 'process.pid'),
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
