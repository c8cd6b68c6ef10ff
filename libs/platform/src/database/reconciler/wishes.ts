import {
  DatabaseOwner,
  databaseName,
  DatabaseTls,
  databaseTlsModes,
  DatabaseWish,
} from '../../contract/databases';
import { noSuchWish, notAnOwner, notAWish } from './errors';

/** What an application says it wants: a database of its own, and how it is given to it. */
export interface Wish extends DatabaseOwner, DatabaseWish {}

/** A parameter as SSM gives it. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/**
 * The wish in a parameter `/databases/<platform>/<application>/<environment>`, whose value is a {@link DatabaseWish} such as
 * `{"connections": 20}`.
 *
 * @throws Error when it is none: names come into SQL, so nothing but what names may hold is taken.
 */
export function readWish({ name, value }: Parameter): Wish {
  const [, application, environment] = /^\/databases\/[^/]+\/([^/]+)\/([^/]+)$/.exec(name) ?? [];
  const wanted = wantedIn(value);
  if (!application || !environment || !wanted) throw notAWish(name);
  return { ...checkedOwner({ application, environment }), ...wanted };
}

/** A parameter that is no wish, and why. */
export interface Misfit {
  readonly name: string;
  readonly problem: Error;
}

/** The wishes among the parameters, and those that are none: one application's keeps nobody else from theirs. */
export function readWishes(parameters: readonly Parameter[]): { wishes: Wish[]; misfits: Misfit[] } {
  const wishes: Wish[] = [];
  const misfits: Misfit[] = [];
  for (const parameter of parameters) {
    try {
      wishes.push(readWish(parameter));
    } catch (error) {
      misfits.push({ name: parameter.name, problem: error as Error });
    }
  }
  return { wishes, misfits };
}

function wantedIn(value: string): DatabaseWish | undefined {
  try {
    const { connections, tls, password = false } = JSON.parse(value);
    const isWish =
      Number.isInteger(connections) &&
      connections > 0 &&
      (tls === undefined || isTls(tls)) &&
      typeof password === 'boolean';
    return isWish ? { connections, ...(tls && { tls }), ...(password && { password }) } : undefined;
  } catch {
    return undefined;
  }
}

function isTls(tls: unknown): tls is DatabaseTls {
  return typeof tls === 'string' && Object.hasOwn(databaseTlsModes, tls);
}

/** The names of an application and an environment, when they are such. */
export function checkedOwner({ application, environment }: DatabaseOwner): DatabaseOwner {
  const isWord = (word: unknown) => typeof word === 'string' && /^[a-z](?:-?[a-z0-9])*$/.test(word);
  const owner = { application, environment };
  // PostgreSQL would cut a longer name, and two could become one.
  const fits = isWord(application) && isWord(environment) && databaseName(owner).length <= 63;
  if (!fits) throw notAnOwner(application, environment);
  return owner;
}

/**
 * Those of the wishes that are meant: one application's, or all.
 *
 * @throws Error when the one is none, or not there.
 */
export function chosen(
  wishes: readonly Wish[],
  misfits: readonly Misfit[],
  only?: DatabaseOwner,
): readonly Wish[] {
  if (!only) return wishes;
  const { application, environment } = only;
  const misfit = misfits.find(({ name }) => name.endsWith(`/${application}/${environment}`));
  if (misfit) throw misfit.problem;
  const found = wishes.filter((wish) => wish.application === application && wish.environment === environment);
  if (found.length === 0) throw noSuchWish(application, environment);
  return found;
}
