import { Memory, mebibytes } from '@dotkom/stack';
import { notADatabaseClass } from '../errors';

/**
 * The classes of database instances that a platform may have, with their memory: small Graviton ones, as the nodes
 * are. Source: Amazon RDS User Guide, "Hardware specifications for DB instance classes".
 */
const classes = {
  'db.t4g.micro': '1 GiB',
  'db.t4g.small': '2 GiB',
  'db.t4g.medium': '4 GiB',
  'db.t4g.large': '8 GiB',
  'db.m7g.large': '8 GiB',
  'db.r7g.large': '16 GiB',
} as const satisfies Record<string, Memory>;

export type DatabaseClass = keyof typeof classes;

export const databaseClasses = Object.keys(classes) as DatabaseClass[];

/** The memory of a class in MiB. */
export function classMebibytes(name: DatabaseClass): number {
  if (!Object.hasOwn(classes, name)) throw notADatabaseClass(name, databaseClasses);
  return mebibytes(classes[name]);
}

/** The operating system, AWS's agents and PostgreSQL's own processes: autovacuum, the writers, a backup. */
const mebibytesOfTheSystem = 384;

/** A connection that has run a few queries: its caches, and one sort or hash of `work_mem`, 4 MiB. */
const mebibytesPerConnection = 8;

/**
 * How many connections fit into the memory of a class, beside the quarter of it that is PostgreSQL's shared buffers.
 * AWS's default (a connection for each 9 MiB of all memory) counts neither the buffers nor the system, and the instance
 * swaps before it is reached:
 *
 * | class         | AWS's default, at most | what fits |
 * | ------------- | ---------------------- | --------- |
 * | db.t4g.micro  | 112                    | 48        |
 * | db.t4g.small  | 225                    | 144       |
 * | db.t4g.medium | 450                    | 336       |
 * | db.t4g.large  | 901                    | 720       |
 *
 * @throws UserError that lists the classes there are.
 */
export function connectionsThatFit(name: DatabaseClass): number {
  return Math.floor((classMebibytes(name) * 0.75 - mebibytesOfTheSystem) / mebibytesPerConnection);
}
