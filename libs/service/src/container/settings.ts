import {
  emptyReason,
  looksLikeASecret,
  notASecret,
  notAVariable,
  secretAlsoPlain,
  secretDeclaredTwice,
} from '../errors';
import { Check } from './check';
import { literal } from './literal';
import { whyItLooksLikeASecret } from './looks-like-secret';
import { ContainerProps, PublicSetting } from './props';

export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** Checks the plain settings and gives them sorted: ECS gives them back in an order of its own, and a plan would see a change. */
export function normaliseSettings(environment: ContainerProps['environment'] = {}, check: Check): Setting[] {
  return Object.entries(environment)
    .map(([name, setting]) => ({ name, value: check(() => checkedSetting(name, setting), '') }))
    .map(({ name, value }) => ({ name, value: literal(value) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function checkedSetting(name: string, setting: string | PublicSetting): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw notAVariable(name);
  if (typeof setting !== 'string') {
    if (!setting.publicBecause.trim()) throw emptyReason(`why '${name}' is public`);
    return setting.value;
  }
  const reason = whyItLooksLikeASecret(name, setting);
  if (reason) throw looksLikeASecret(name, reason);
  return setting;
}

/** Checks the names of secrets, and gives them sorted. */
export function normaliseSecrets(
  secrets: readonly string[],
  environment: ContainerProps['environment'] = {},
  check: Check,
): string[] {
  for (const [index, name] of secrets.entries()) {
    check(() => refuseSecret(name, secrets.slice(0, index), environment), undefined);
  }
  return [...secrets].sort();
}

function refuseSecret(name: string, before: readonly string[], environment: object): void {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw notASecret(name);
  if (before.includes(name)) throw secretDeclaredTwice(name);
  if (name in environment) throw secretAlsoPlain(name);
}
