import { Construct } from 'constructs';
import { ITerraformDependable } from 'cdktf';
import { LambdaInvocation } from '@cdktf/provider-aws/lib/lambda-invocation';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter';
import { databaseName, databaseSecret, databaseWishParameter } from '@dotkom/platform/contract';
import { checked } from '@dotkom/stack';
import { ApplicationStack } from './application-stack';
import { SecretSource } from './container/props';
import { notConnections, secondDatabase } from './errors';

/** What a {@link Database} is asked. */
export interface DatabaseProps {
  /**
   * How many connections the application may open, all of its tasks and both of a deploy's generations together. The
   * server has so many for all applications (docs/decisions/database.md).
   * @default 20
   */
  readonly connections?: number;
}

/** The most that one application may have: a pool in front of it serves a great deal more requests than this. */
const mostConnections = 100;

/**
 * A PostgreSQL database for this application in this environment, on the platform's server, with a role that owns what
 * it makes in it. The application gets its address, password and all, as the secret `DATABASE_URL`; nobody has to set
 * it. Costs nothing of its own.
 *
 * The deploy makes it, and fails with the reason where it cannot be made. It is never dropped: neither with this
 * construct nor with the stack (docs/runbooks/database-reconciler.md says how a person does).
 *
 * @example
 * const database = new Database(this, 'database');
 * new WebService(this, 'server', { database, ... }); // or among the secrets of a task: secrets: [database]
 */
export class Database extends Construct implements SecretSource {
  /** The secret, and the environment variable, with its address. */
  readonly secretName = databaseSecret;
  /** What it is called in PostgreSQL; its role, too. */
  readonly databaseName: string;
  /** That it is made: a container starts with the secret in place. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { connections = 20 }: DatabaseProps = {}) {
    super(scope, id);
    const { application, environment, platform } = ApplicationStack.of(this);
    const owner = { application, environment: environment.name };
    const wish = JSON.stringify({ connections: checked(this, () => checkedConnections(connections), 20) });
    checked(this, () => this.refuseSecond(), undefined);
    this.databaseName = databaseName(owner);

    const parameter = new SsmParameter(this, 'wish', {
      name: databaseWishParameter(platform.platform, owner),
      type: 'String',
      value: wish,
      description: `${application} in ${environment.name} wants a database`,
    });
    const made = new LambdaInvocation(this, 'invocation', {
      functionName: platform.fact('database-function-name'),
      input: JSON.stringify(owner),
      // Again when it wants something else, and when the server is another.
      triggers: { wish, server: platform.fact('database-address') },
      dependsOn: [parameter],
    });
    this.ready = [made];
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
