import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { join } from 'node:path';
import { actions, contentOf, formOf, Gap } from '@dotkom/local-aws';
import { Clients } from '../clients';
import { Authority } from '../network/authority';
import { clearPostgres, Postgres, postgresFolder } from './postgres';
import { findPrograms, unprivileged } from './programs';

/** As many as the smallest class that the platform uses has (db.t4g.small: memory / 9,531,392 bytes). */
const maxConnections = 200;

/** What the PostgreSQL of a local AWS stands in. */
interface DatabaseSurroundings {
  instanceId: string;
  authority: Authority;
  clients: Pick<Clients, 'secretsManager'>;
  log: (line: string) => void;
  /** Told when one answers, and when it is gone. */
  onChange: (postgres: Postgres | undefined) => void;
}

/**
 * The PostgreSQL behind the local AWS's database instance: there is one as long as the instance, and of
 * several instances, the first has one.
 */
export class DatabaseInstances {
  private readonly surroundings: DatabaseSurroundings;
  private identifier: string | undefined;
  private running: Promise<Postgres | undefined> | undefined;
  private started: Postgres | undefined;

  constructor(surroundings: DatabaseSurroundings) {
    this.surroundings = surroundings;
  }

  /** Once it answers; nothing while there is no instance, or no PostgreSQL on this machine. */
  get postgres(): Promise<Postgres | undefined> {
    return this.running ?? Promise.resolve(undefined);
  }

  /** The port of loopback where it answers. */
  get port(): number | undefined {
    return this.started?.port;
  }

  /** The host name by which applications know it. */
  get host(): string | undefined {
    return this.started?.host;
  }

  /** Watches instances come and go. */
  gap(): Gap {
    return {
      name: 'RDS: a PostgreSQL behind the instance',
      reason: 'moto answers for instances, and no SQL reaches one.',
      handles: actions('rds', 'CreateDBInstance', 'DeleteDBInstance'),
      fill: async (request, next) => {
        const answer = await next(request);
        if (answer.status !== 200) return answer;
        const form = formOf(request.body);
        const identifier = form.get('DBInstanceIdentifier') ?? '';
        if (request.action === 'DeleteDBInstance') {
          if (identifier === this.identifier) await this.stop();
        } else if (form.get('Engine') === 'postgres' && this.running === undefined) {
          this.identifier = identifier;
          this.running = this.start(form, answer.body.toString());
        }
        return answer;
      },
    };
  }

  async stop(): Promise<void> {
    const { instanceId, onChange } = this.surroundings;
    const running = await this.running;
    this.running = undefined;
    this.started = undefined;
    onChange(undefined);
    await running?.stop();
    await clearPostgres(postgresFolder(instanceId));
  }

  private async start(form: URLSearchParams, answer: string): Promise<Postgres | undefined> {
    const { instanceId, authority, log, onChange } = this.surroundings;
    const [major = ''] = (form.get('EngineVersion') ?? '').split('.');
    try {
      const runner = await unprivileged();
      const folder = postgresFolder(instanceId);
      const programs = await findPrograms(major, runner, join(folder, 'lib'));
      if (programs === undefined) {
        log(
          `no PostgreSQL ${major} on this machine (npm ci brings one): no SQL reaches the database instance`,
        );
        return undefined;
      }
      const host = this.hostIn(form, answer);
      const master = await this.master(form, contentOf(answer, 'SecretArn'));
      const options = { programs, runner, folder, host, authority, master, maxConnections };
      this.started = await Postgres.start(options);
      log(`PostgreSQL of ${host}: 127.0.0.1:${this.started.port}`);
      onChange(this.started);
      return this.started;
    } catch (error) {
      log((error as Error).message);
      return undefined;
    }
  }

  /** Where RDS tells none yet, it is known by the instance's name: moto's addresses hang on nothing else. */
  private hostIn(form: URLSearchParams, answer: string): string {
    const told = contentOf(contentOf(answer, 'Endpoint') ?? '', 'Address');
    return told ?? `${form.get('DBInstanceIdentifier')}.aaaaaaaaaa.eu-north-1.rds.amazonaws.com`;
  }

  private async master(form: URLSearchParams, secretArn: string | undefined) {
    if (!secretArn)
      return { user: form.get('MasterUsername') ?? '', password: form.get('MasterUserPassword') ?? '' };
    const { secretsManager } = this.surroundings.clients;
    const { SecretString = '{}' } = await secretsManager.send(
      new GetSecretValueCommand({ SecretId: secretArn }),
    );
    const { username, password } = JSON.parse(SecretString);
    return { user: String(username), password: String(password) };
  }
}
