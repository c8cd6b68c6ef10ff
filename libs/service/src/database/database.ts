import { Construct } from 'constructs';
import { ITerraformDependable, Lazy } from 'cdktf';
import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { databaseName, databasePort, databaseWishParameter, DatabaseWish } from '@dotkom/platform/contract';
import { checked, placed, inProperty } from '@dotkom/stack';
import { ApplicationStack } from '../application-stack';
import { checkedPath } from '../container/path';
import { moreConnectionsThanGranted, notConnections, secondDatabase } from './errors';
import { inputs } from '../inputs/inputs';
import { DatabaseClient, normaliseTls, NormalisedTls } from './tls';

/** What a {@link Database} is asked. */
export interface DatabaseProps {
  /**
   * How many connections the application may open, all of its tasks and both of a deploy's generations together. More than
   * that is refused before any plan. The server has so many for all applications (docs/decisions/database.md); `npx nx validate`
   * refuses more than the others leave, and lists what each has.
   * @default as many as its tasks may open, and two for people who look into it
   */
  readonly connections?: number;
  /**
   * What reads the database's address in the images, since not all mean the same by it: `'node-postgres'`, on which Prisma 7,
   * Drizzle and Kysely stand, too; `'libpq'` for it and what does as it does: psycopg, asyncpg, pgx. @default 'libpq'
   */
  readonly client?: DatabaseClient;
  /**
   * Where the images hold Amazon's authorities, so that clients check that it is the database who answers:
   * `'/app/eu-north-1-bundle.pem'` (docs/decisions/database.md says where it is from). @default they encrypt and do not check
   */
  readonly authorities?: string;
}

/** Those of a kind of task that open connections. */
export interface DatabaseUser {
  readonly task: string;
  /** In a deploy, those of both generations. */
  readonly mostAtOnce: number;
  /** What each opens at most. */
  readonly pool: number;
}

/** The most that one application may have: a pool in front of it serves a great deal more requests than this. */
const mostConnections = 100;

/** A person in a tunnel has the application's own role, and may have a second window. */
const connectionsOfPeople = 2;

/**
 * A PostgreSQL database for this application in this environment, on the platform's server, with a role that owns what
 * it makes in it. A task gets its address, password and all, as the secret `DATABASE_URL`, or in parts; nobody has to
 * set it. Costs nothing of its own.
 *
 * The deploy makes it, and fails with the reason where it cannot be made. It is never dropped: neither with this
 * construct nor with the stack (docs/runbooks/database-reconciler.md says how a person does).
 *
 * @throws UserError when the connections are no number from 1 to 100 or fewer than the tasks open, the client is unknown,
 * or the path of the authorities is none.
 * @example
 * const database = new Database(this, 'database', { connections: 25, client: 'node-postgres' });
 * const size = { cpu: '0.125 vCPU', memory: '256 MiB' } as const;
 * const server = new WebService(this, 'server', { ...size, host: 'api.grades.no', port: 5555, healthCheck: '/health', database });
 * new OneOffTask(this, 'migration', { ...size, before: [server], database: { from: database, pool: 1 } });
 */
export class Database extends Construct {
  /** What it is called in PostgreSQL; its role, too. */
  readonly databaseName: string;
  /** That it is made: a container starts with its secrets in place. */
  readonly ready: readonly ITerraformDependable[];
  /** How clients encrypt, and whether they check who answers. */
  readonly tls: NormalisedTls;

  private readonly granted: number | undefined;
  private readonly users: DatabaseUser[] = [];
  private passwordAlone = false;

  constructor(scope: Construct, id: string, props: DatabaseProps = {}) {
    super(...placed(scope, id));
    props = inputs.checked(this, 'Database.props', props);
    const { application, environment } = ApplicationStack.of(this);
    const { connections, client = 'libpq', authorities } = props;
    this.granted =
      connections === undefined
        ? undefined
        : checked(this, () => checkedConnections(connections), mostConnections);
    this.tls = normaliseTls(
      client,
      authorities &&
        checked(
          this,
          inProperty('authorities', () => checkedPath(authorities)),
          '',
        ),
    );
    checked(this, () => this.refuseSecond(), undefined);
    this.databaseName = databaseName({ application, environment: environment.name });
    this.ready = [this.make()];
    this.node.addValidation({ validate: () => this.tooManyConnections() });
  }

  /** The parts of its address that are no secret. */
  get address(): { host: string; port: string; name: string; user: string } {
    const { platform } = ApplicationStack.of(this);
    return {
      host: platform.fact('database-address'),
      port: String(databasePort),
      name: this.databaseName,
      user: this.databaseName,
    };
  }

  /** Has the platform write the password as a secret of its own as well. */
  givePasswordAlone(): void {
    this.passwordAlone = true;
  }

  /** Counts what the tasks of one kind open: so many at once, each with a pool. */
  count(task: string, mostAtOnce: number, pool: number): void {
    this.users.push({ task, mostAtOnce, pool });
  }

  private make(): LambdaInvocation {
    const { application, environment, platform } = ApplicationStack.of(this);
    const owner = { application, environment: environment.name };
    // Later, because whoever wants the password alone says so after the database is there.
    const wish = Lazy.stringValue({ produce: () => JSON.stringify(this.wish()) });
    const parameter = new SsmParameter(this, 'wish', {
      name: databaseWishParameter(platform.platform, owner),
      type: 'String',
      value: wish,
      description: `${application} in ${environment.name} wants a database`,
    });
    return new LambdaInvocation(this, 'invocation', {
      functionName: platform.fact('database-function-name'),
      input: JSON.stringify(owner),
      // Again when it wants something else, and when the server is another.
      triggers: { wish, server: platform.fact('database-address') },
      dependsOn: [parameter],
    });
  }

  private wish(): DatabaseWish {
    const { passwordAlone, tls } = this;
    return {
      connections: this.granted ?? this.opened + connectionsOfPeople,
      ...(tls.mode !== 'encrypted' && { tls: tls.mode }),
      ...(passwordAlone && { password: true }),
    };
  }

  /** The most that the tasks have open at once. */
  private get opened(): number {
    return this.users.reduce((sum, { mostAtOnce, pool }) => sum + mostAtOnce * pool, 0);
  }

  private tooManyConnections(): string[] {
    const most = this.granted ?? mostConnections - connectionsOfPeople;
    return this.opened <= most ? [] : [moreConnectionsThanGranted(this.opened, most, this.users).message];
  }

  /** The secret's name says nothing of which: an application has one in each environment. */
  private refuseSecond(): void {
    const others = ApplicationStack.of(this)
      .node.findAll()
      .filter((each) => each instanceof Database);
    const [first] = others;
    if (first && first !== this) throw secondDatabase(first.node.path);
  }
}

function checkedConnections(connections: number): number {
  const possible = Number.isInteger(connections) && connections >= 1 && connections <= mostConnections;
  if (!possible) throw notConnections(connections, mostConnections);
  return connections;
}
