import { resourcesOf, settledNumber, SynthesisedStack } from '@dotkom/synthesised';
import { blocksOf, constructOf, referred } from './part';

/** A database server of a platform, which the databases of its applications are on. */
export interface DatabaseServer {
  readonly name: string;
  /** The construct that makes it: `platform-prod/database`. */
  readonly construct: string;
  /** `postgres`. */
  readonly engine: string;
  readonly version: string;
  /** `db.t4g.small`. */
  readonly instanceClass: string;
  readonly storageGibibytes: number;
  /** How far its storage grows by itself; none where it does not. */
  readonly mostStorageGibibytes?: number;
  /** Whether a second one stands by in another zone. */
  readonly multiAz: boolean;
  readonly backupDays: number;
  /** How many connections it takes, where its parameters say so. */
  readonly mostConnections?: number;
}

export function readDatabaseServers(stack: SynthesisedStack): DatabaseServer[] {
  const groups = resourcesOf(stack, 'aws_db_parameter_group');
  return resourcesOf(stack, 'aws_db_instance').map(({ config, constructPath }) => {
    const parameters = blocksOf(referred(groups, config.parameter_group_name)?.config.parameter);
    return {
      name: String(config.identifier),
      construct: constructOf(constructPath),
      engine: String(config.engine),
      version: String(config.engine_version),
      instanceClass: String(config.instance_class),
      storageGibibytes: Number(config.allocated_storage),
      mostStorageGibibytes: settledNumber(config.max_allocated_storage),
      multiAz: config.multi_az === true,
      backupDays: Number(config.backup_retention_period ?? 0),
      mostConnections: settledNumber(parameters.find(({ name }) => name === 'max_connections')?.['value']),
    };
  });
}
