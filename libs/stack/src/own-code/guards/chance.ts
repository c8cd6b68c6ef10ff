import nodeCrypto from 'node:crypto';
import { functionsOf, guardFunctions, Refuse, Restore } from './replace';

/** What draws: `randomBytes`, `generateKeyPairSync`, `generatePrime`, `getRandomValues`. */
const draws = /^(random|generate|getRandomValues)/;

/** Chance. */
export function guardChance(refuse: Refuse): Restore[] {
  const { crypto } = globalThis;
  const ofCrypto = (name: string) => `crypto.${name}()`;
  return [
    ...guardFunctions(refuse, Math, ['random'], () => 'Math.random()'),
    ...guardFunctions(refuse, nodeCrypto, functionsOf(nodeCrypto, draws)),
    ...guardFunctions(refuse, crypto, functionsOf(Object.getPrototypeOf(crypto), draws), ofCrypto),
    ...guardFunctions(
      refuse,
      crypto.subtle,
      functionsOf(Object.getPrototypeOf(crypto.subtle), draws),
      (name) => `crypto.subtle.${name}()`,
    ),
  ];
}
