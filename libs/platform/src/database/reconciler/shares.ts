import { databaseName } from '../../contract/databases';
import { tooManyConnections } from './errors';
import { Wish } from './wishes';

/** A wish with the connections that it gets, and why they are fewer than it asks for. None: its database is not made. */
export interface Share {
  readonly wish: Wish;
  readonly refused?: Error;
}

export interface Sharing {
  /** Everything that is wanted of the server. */
  readonly wishes: readonly Wish[];
  /** Those of it that are seen to now. */
  readonly meant: readonly Wish[];
  /** The limits that the roles have, by the names of their databases. */
  readonly granted: ReadonlyMap<string, number>;
  /** How many connections the server has for applications. */
  readonly available: number;
}

/**
 * Shares out the server's connections. What an application has and still asks for, it keeps; more is given as long as
 * there is any. So whoever asks for too much is refused, and nobody else.
 */
export function shares({ wishes, meant, granted, available }: Sharing): Share[] {
  const kept = (wish: Wish) => Math.min(wish.connections, Math.max(granted.get(databaseName(wish)) ?? 0, 0));
  let taken = wishes.reduce((sum, wish) => sum + kept(wish), 0);
  return meant.map((wish) => {
    const more = wish.connections - kept(wish);
    if (more > 0 && taken + more > available) {
      const left = available - (taken - kept(wish));
      const refused = tooManyConnections(taken + more, available, left);
      return { wish: { ...wish, connections: kept(wish) }, refused };
    }
    taken += more;
    return { wish };
  });
}
