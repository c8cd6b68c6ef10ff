import { Memory, mebibytes } from '@dotkom/stack';
import { notADatabaseClass } from '../errors';

/**
 * The classes of database instances that a platform may have, with their memory, and the CPU credits that the burstable
 * ones earn in an hour: small Graviton ones, as the nodes are. Sources: Amazon RDS User Guide, "Hardware specifications
 * for DB instance classes"; EC2 user guide, "CPU credits and baseline utilization".
 */
const classes = {
  'db.t4g.micro': { memory: '1 GiB', creditsAnHour: 12 },
  'db.t4g.small': { memory: '2 GiB', creditsAnHour: 24 },
  'db.t4g.medium': { memory: '4 GiB', creditsAnHour: 24 },
  'db.t4g.large': { memory: '8 GiB', creditsAnHour: 36 },
  'db.m7g.large': { memory: '8 GiB', creditsAnHour: 0 },
  'db.r7g.large': { memory: '16 GiB', creditsAnHour: 0 },
} as const satisfies Record<string, { memory: Memory; creditsAnHour: number }>;

export type DatabaseClass = keyof typeof classes;

export const databaseClasses = Object.keys(classes) as DatabaseClass[];

/** The memory of a class in MiB. */
export function classMebibytes(name: DatabaseClass): number {
  return mebibytes(known(name).memory);
}

/** The CPU credits that an instance of a class earns in an hour; 0 of one that has none, and is as fast all the time. */
export function classCreditsAnHour(name: DatabaseClass): number {
  return known(name).creditsAnHour;
}

function known(name: DatabaseClass): (typeof classes)[DatabaseClass] {
  if (!Object.hasOwn(classes, name)) throw notADatabaseClass(name, databaseClasses);
  return classes[name];
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
