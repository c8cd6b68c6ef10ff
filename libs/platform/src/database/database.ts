import { Construct } from 'constructs';
import { Fn, ITerraformDependable } from 'cdktf';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { DbParameterGroup } from '@cdktf/provider-aws/lib/db-parameter-group';
import { DbSubnetGroup } from '@cdktf/provider-aws/lib/db-subnet-group';
import { awsName, checked, InfraStack, LogGroup, notForwarded, placed, TerraformData } from '@dotkom/stack';
import { dollarsAMonth } from '@dotkom/stack/prices';
import { databasePort } from '../contract';
import { impossibleStorage, notAPostgresVersion, notBackupDays } from '../errors';
import { inputs } from '../inputs/inputs';
import { Firewall } from '../network/firewall';
import { Network, WayOut } from '../network/network';
import { classMebibytes, connectionsThatFit, DatabaseClass } from './database-class';
import { DatabaseFunction } from './database-function';
import { oldestPostgres, parametersOf } from './parameters';

export interface DatabaseProps {
  readonly name: string;
  /** The platform whose applications' databases it holds. */
  readonly platform: string;
  readonly network: Network;
  /** What the function that makes databases reaches AWS by. */
  readonly wayOut: WayOut;
  readonly instanceClass: DatabaseClass;
  /** The storage to begin with and the most it grows to by itself, in GiB. It never shrinks. */
  readonly storageGibibytes: { readonly from: number; readonly to: number };
  /** The major version from 15 on, such as `'17'`. AWS sees to the minor ones, in the weekly maintenance window. */
  readonly postgresVersion: string;
  /**
   * Whether the next deploy may raise `postgresVersion`. It then changes whatever waits at once, with an outage of some ten
   * minutes, and does not go back: docs/runbooks/postgres-upgrade.md. Taken out again afterwards.
   *
   * @default false
   */
  readonly allowMajorUpgrade?: boolean;
  /** How many days back a database can be restored to any second of. @default 14 */
  readonly backupDays?: number;
  /** Where it is told that the databases could not be seen to. */
  readonly alarmTopicArn: string;
  /** Where its logs go, too: the CloudWatch Logs destination, or `'none'`. @default 'none' */
  readonly forwardLogsTo?: string;
}

/** The master's name. Only the function and a person in an emergency are the master. */
const masterName = 'platform';

/** The least storage that AWS grows from: it must have a tenth more to go to. */
const leastGrowth = 1.1;

/** What it logs, and what happens while its version is raised. Source: "PostgreSQL database log files", RDS User Guide. */
const logs = ['postgresql', 'upgrade'];

/**
 * One PostgreSQL server for all applications of a platform, in the private subnets: encrypted, answering nobody without
 * TLS and nobody who is not let in by {@link allowFrom}, backed up each night and to the second. Each application has a
 * database and a role in it, which {@link DatabaseFunction} makes (docs/decisions/database.md).
 *
 * One instance in one zone: when the zone fails, the databases are away until it is back or until they are restored in
 * another (docs/runbooks/restoring-a-database.md). A second one in another zone, always ready, doubles the price.
 *
 * Costs by the month, in dollars: a db.t4g.micro 14, a db.t4g.small about twice that, storage some 0.14 per GiB (both
 * estimates: libs/stack/src/prices), backups nothing up to the size of the storage, the master's secret 0.40. Performance Insights and enhanced monitoring are off: the one has ended as a product of its
 * own, the other is billed as a log, and CloudWatch's own metrics and the log of slow queries say what is needed.
 *
 * @example
 * const database = new Database(this, 'database', {
 *   name: 'platform-prod', platform: 'prod', network, wayOut: nat.wayOut, alarmTopicArn: topic.arn,
 *   instanceClass: 'db.t4g.small', storageGibibytes: { from: 20, to: 100 }, postgresVersion: '17',
 * });
 * database.allowFrom('nodes', access.firewall);
 */
export class Database extends Construct {
  /** As RDS and CloudWatch name it (`DBInstanceIdentifier`). */
  readonly identifier: string;
  /** The host name by which the network reaches it. */
  readonly address: string;
  /** The function that makes the applications' databases. */
  readonly functionName: string;
  /** The memory of its class. */
  readonly memoryMebibytes: number;
  /** How many connections it takes. */
  readonly maxConnections: number;

  private readonly props: DatabaseProps;
  private readonly firewall: Firewall;

  constructor(scope: Construct, id: string, props: DatabaseProps) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Database.props', props);
    this.props = props;
    const { name, instanceClass } = props;
    this.memoryMebibytes = checked(this, () => classMebibytes(instanceClass), 2048);
    this.maxConnections = checked(this, () => connectionsThatFit(instanceClass), 100);

    this.firewall = new Firewall(this, 'firewall', {
      network: props.network,
      name: awsName('security group', [name, 'database']),
      description: 'The database: who may open a connection to it',
    });
    this.identifier = awsName('database', [props.name]);
    const instance = this.createInstance();
    this.address = instance.address;
    this.functionName = this.createFunction(instance);
  }

  /** What it costs in a month, in dollars without tax, once its storage has grown to the most that it may. */
  get mostDollarsAMonth(): number {
    const { instanceClass, storageGibibytes } = this.props;
    return (
      dollarsAMonth(`rds/${instanceClass}`) +
      dollarsAMonth('rds/gp3', storageGibibytes.to) +
      dollarsAMonth('secrets-manager/secret')
    );
  }

  /** Lets the members of a security group open connections to it. */
  allowFrom(id: string, members: Firewall): void {
    this.firewall.allowIn(id, { securityGroup: members }, { first: databasePort, last: databasePort });
  }

  private createInstance(): DbInstance {
    const { network, instanceClass, storageGibibytes, postgresVersion, backupDays = 14 } = this.props;
    const { allowMajorUpgrade = false } = this.props;
    const storage = checked(this, () => checkedStorage(storageGibibytes), { from: 20, to: 100 });
    const { identifier } = this;
    const stack = InfraStack.of(this);
    const logsCreated = this.createLogs();
    const subnets = new DbSubnetGroup(this, 'subnets', {
      name: identifier,
      description: 'The private subnets',
      subnetIds: network.privateSubnets.map(({ id }) => id),
    });
    return new DbInstance(this, 'instance', {
      identifier,
      engine: 'postgres',
      engineVersion: postgresVersion,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: allowMajorUpgrade,
      instanceClass,
      allocatedStorage: storage.from,
      maxAllocatedStorage: storage.to,
      storageType: 'gp3',
      storageEncrypted: true,
      username: masterName,
      manageMasterUserPassword: true,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [this.firewall.securityGroupId],
      publiclyAccessible: false,
      multiAz: false,
      port: databasePort,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
      parameterGroupName: this.createParameterGroup().name,
      // UTC: at night, and the maintenance after the backup.
      backupWindow: '01:00-02:00',
      maintenanceWindow: 'tue:02:30-tue:03:30',
      backupRetentionPeriod: checked(this, () => checkedBackupDays(backupDays), 14),
      copyTagsToSnapshot: true,
      // A destroyed instance leaves a last snapshot and its backups, until they are as old as any.
      deleteAutomatedBackups: stack.discardData.booleanValue,
      skipFinalSnapshot: stack.discardData.booleanValue,
      finalSnapshotIdentifier: `${identifier}-final-${this.createdAt()}`,
      deletionProtection: stack.deletionProtection.booleanValue,
      enabledCloudwatchLogsExports: logs,
      // What needs a restart waits for the maintenance window; but the group of the old version is in use until then.
      applyImmediately: allowMajorUpgrade,
      dependsOn: logsCreated,
    });
  }

  /** AWS would make them itself, and they would never forget. */
  private createLogs(): ITerraformDependable[] {
    return logs.map(
      (log) =>
        new LogGroup(this, log === 'postgresql' ? 'log' : `${log}-log`, {
          name: `/aws/rds/instance/${this.identifier}/${log}`,
          forwardTo: this.props.forwardLogsTo ?? notForwarded,
        }).created,
    );
  }

  /**
   * When it was created, to the minute and in UTC. The last snapshot is called after it: it outlives the instance, and the
   * next instance's of the same name could otherwise not be made. Known only once it is applied: a plan that had the time in it
   * would be another one a minute later, and not the one that was reviewed.
   */
  private createdAt(): string {
    const created = new TerraformData(this, 'created', {
      input: { at: Fn.formatdate('YYYYMMDDhhmm', Fn.timestamp()) },
      keepsFirstInput: true,
    });
    return created.getStringAttribute('output.at');
  }

  private createParameterGroup(): DbParameterGroup {
    const { name, postgresVersion } = this.props;
    const family = `postgres${checked(this, () => checkedVersion(postgresVersion), String(oldestPostgres))}`;
    return new DbParameterGroup(this, 'parameters', {
      // Another major version needs another group before it lets go of this one.
      name: awsName('database', [name, family]),
      family,
      description: 'TLS for everyone, as many connections as fit into the memory, slow queries in the log',
      parameter: parametersOf(this.maxConnections),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createFunction(instance: DbInstance): string {
    const { name, platform, network, wayOut, alarmTopicArn, forwardLogsTo } = this.props;
    const { firewall, functionName } = new DatabaseFunction(this, 'function', {
      name,
      platform,
      network,
      wayOut,
      address: instance.address,
      masterSecretArn: instance.masterUserSecret.get(0).secretArn,
      database: this.firewall,
      alarmTopicArn,
      forwardLogsTo,
    });
    this.allowFrom('function', firewall);
    return functionName;
  }
}

function checkedStorage(storage: DatabaseProps['storageGibibytes']): DatabaseProps['storageGibibytes'] {
  const { from, to } = storage;
  const whole = [from, to].every(Number.isInteger);
  if (!whole || from < 20 || to < from * leastGrowth) throw impossibleStorage(from, to);
  return storage;
}

function checkedVersion(version: string): string {
  if (!/^\d{2}$/.test(version) || Number(version) < oldestPostgres)
    throw notAPostgresVersion(version, oldestPostgres);
  return version;
}

function checkedBackupDays(days: number): number {
  if (!Number.isInteger(days) || days < 1 || days > 35) throw notBackupDays(days);
  return days;
}
