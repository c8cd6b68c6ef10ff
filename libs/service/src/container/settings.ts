import { databaseSecrets } from '@dotkom/platform/contract';
import {
  emptyReason,
  looksLikeASecret,
  notASecret,
  notAVariable,
  reservedVariable,
  secretAlsoPlain,
  secretDeclaredTwice,
  secretOfTheDatabase,
} from './errors';
import { regionOfSdks, inProperty } from '@dotkom/stack';
import { Check } from './check';
import { literal } from './literal';
import { whyItLooksLikeASecret } from './looks-like-secret';
import { ContainerProps, PublicSetting, RenamedSecret } from './props';

export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** A secret by the variable that a container gets it in, and the last word of its path in SSM. */
export interface ContainerSecret {
  readonly variable: string;
  readonly parameter: string;
}

/** Checks the plain settings and gives them, with the region, sorted: ECS gives them back in an order of its own, and a plan would see a change. */
export function normaliseSettings(environment: ContainerProps['environment'] = {}, check: Check): Setting[] {
  return Object.entries({ ...regionOfSdks, ...environment })
    .map(([name, setting]) => ({ name, value: check(() => checkedSetting(name, setting), '') }))
    .map(({ name, value }) => ({ name, value: literal(value) }))
    .sort(byName);
}

/** The order in which settings are written. */
export const byName = (one: Setting, other: Setting) => (one.name < other.name ? -1 : 1);

/** The order in which secrets are written. */
export const byVariable = (one: ContainerSecret, other: ContainerSecret) =>
  one.variable < other.variable ? -1 : 1;

/** Checks the name of an environment variable. */
export function checkedVariable(name: string): string {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) throw notAVariable(name);
  if (reserved.test(name)) throw reservedVariable(name);
  return name;
}

function checkedSetting(name: string, setting: string | PublicSetting): string {
  checkedVariable(name);
  if (typeof setting !== 'string') {
    if (!setting.publicBecause.trim()) throw emptyReason(`why '${name}' is public (publicBecause)`);
    return setting.value;
  }
  const reason = whyItLooksLikeASecret(name, setting);
  if (reason) throw looksLikeASecret(name, reason);
  return setting;
}

/** Checks the names of secrets, and gives them sorted. */
export function normaliseSecrets(
  given: ContainerProps['secrets'] = [],
  environment: ContainerProps['environment'] = {},
  check: Check,
): ContainerSecret[] {
  const secrets = given.map(named);
  for (const [index, secret] of secrets.entries()) {
    for (const part of ['variable', 'parameter'] as const) {
      const path = typeof given[index] === 'string' ? `secrets[${index}]` : `secrets[${index}].${part}`;
      check(
        inProperty(path, () => checkedSecretName(secret[part])),
        undefined,
      );
    }
    check(() => refuseSecret(secret, secrets.slice(0, index), environment), undefined);
  }
  return [...secrets].sort(byVariable);
}

/** A parameter of SSM takes 1011 characters with its ARN, in which application and environment stand as well. */
const longestSecret = 128;

/** By what a container finds its programs, and by what AWS's SDKs find the rights of its role. */
const reserved =
  /^(PATH|LD_PRELOAD|LD_LIBRARY_PATH|AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|ROLE_ARN|CONTAINER_\w+|EXECUTION_ENV)|ECS_\w+)$/;

function named(secret: string | RenamedSecret): ContainerSecret {
  return typeof secret === 'string' ? { variable: secret, parameter: secret } : secret;
}

function checkedSecretName(name: string): string {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name) || name.length > longestSecret) throw notASecret(name);
  return name;
}

function refuseSecret(
  { variable, parameter }: ContainerSecret,
  before: readonly ContainerSecret[],
  environment: object,
): void {
  if (reserved.test(variable)) throw reservedVariable(variable);
  if (databaseSecrets.some((each) => each === parameter)) throw secretOfTheDatabase(parameter);
  if (before.some((each) => each.variable === variable)) throw secretDeclaredTwice(variable);
  if (variable in { ...regionOfSdks, ...environment }) throw secretAlsoPlain(variable);
}
