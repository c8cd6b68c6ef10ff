import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { platformStackName } from '@dotkom/platform';
import { InfraStack, organisation, Statement } from '@dotkom/stack';
import { GithubProvider } from '../github/github-provider';
import { Runs } from '../github/subjects';
import { applicationStatements, Surroundings } from './application-statements';
import { arnsOf } from './arns';
import { CiBoundary } from './ci-boundary';
import { CiRole, CiRoleProps } from './ci-role';
import { everyApplicationStatements } from './every-application';
import { everyPlatformStatements } from './every-platform';
import { NodeImageBuilder } from './node-image-builder';
import { platformStatements } from './platform-statements';
import { DeployedApplication, DeployedProjects } from './projects';
import { readStatements } from './read-statements';
import { releaseStatements } from './release-statements';
import { SharedPolicy } from './shared-policy';
import { everyState } from './state-statements';

export interface CiRolesProps {
  readonly github: GithubProvider;
  readonly projects: DeployedProjects;
  /** The hosted zones that deploys may write records to. */
  readonly zoneArns: readonly string[];
  /** The boundary of every role that a deploy makes. */
  readonly permissionsBoundaryArn: string;
}

type RoleOf = Pick<CiRoleProps, 'words' | 'description' | 'statements' | 'sharedPolicyArns'>;

/**
 * The roles by which workflows on GitHub act in the account: one that plans, for pull requests; one that applies for
 * each stack; one that releases for each application and environment; and the builder of node images. Each trusts
 * exactly the runs it is for (docs/decisions/ci-roles.md). No cost.
 *
 * @example
 * new CiRoles(this, 'ci', { github, projects: deployedProjects('apps'), zoneArns, permissionsBoundaryArn });
 */
export class CiRoles extends Construct {
  private readonly github: GithubProvider;
  private readonly boundaryArn: string;
  /** The policies that several roles share. */
  private readonly shared: Readonly<Record<'read' | 'apply-applications' | 'apply-platforms', string>>;
  private readonly surroundings: Surroundings;
  private readonly roleArns: Record<string, string> = {};

  constructor(scope: Construct, id: string, props: CiRolesProps) {
    super(scope, id);
    this.github = props.github;
    const { zoneArns, permissionsBoundaryArn } = props;
    this.surroundings = { arn: arnsOf(InfraStack.of(this).accountId), zoneArns, permissionsBoundaryArn };
    this.boundaryArn = new CiBoundary(this, 'boundary').arn;
    this.shared = this.createSharedPolicies();

    this.createPlan();
    for (const platform of props.projects.platforms) {
      const stack = platformStackName(platform);
      this.createApply(stack, platformStatements(platform, this.surroundings), 'apply-platforms');
    }
    for (const application of props.projects.applications) this.createRolesOf(application);
    this.createNodeImageBuilder();
    new TerraformOutput(InfraStack.of(this), 'ci_roles', {
      value: this.roleArns,
      description: 'What each workflow assumes: its `role-to-assume`.',
    });
  }

  private createSharedPolicies() {
    const { arn, zoneArns } = this.surroundings;
    const create = (id: string, description: string, statements: readonly Statement[]) =>
      new SharedPolicy(this, id, { name: `dotkom-ci-${id}`, description, statements }).arn;
    return {
      read: create('read', 'What every plan reads: settings, and never what is in them', readStatements(arn)),
      'apply-applications': create(
        'apply-applications',
        'What the deploy of an application may do, whichever it is',
        everyApplicationStatements(arn, zoneArns),
      ),
      'apply-platforms': create(
        'apply-platforms',
        'What the deploy of a platform may do, whichever it is',
        everyPlatformStatements(arn, zoneArns),
      ),
    };
  }

  private createPlan(): void {
    const { repository } = organisation;
    this.createRole(
      [
        { repository, occasion: 'pull_request' },
        { repository, occasion: { environment: 'drift' } },
      ],
      {
        words: ['plan'],
        description:
          'Plans every stack, for pull requests and every night. Anyone who may open one from a branch can run anything with it',
        statements: everyState(),
        sharedPolicyArns: [this.shared.read],
      },
    );
  }

  private createRolesOf({ name, environments, repositories }: DeployedApplication): void {
    for (const environment of environments) {
      const of = { application: name, environment };
      const stack = `${name}-${environment}`;
      this.createApply(stack, applicationStatements(of, this.surroundings), 'apply-applications');
      if (repositories.length === 0) continue;
      const runs = repositories.map((repository) => ({ repository, occasion: { environment: stack } }));
      this.createRole(runs, {
        words: ['release', stack],
        description: `Pushes images of ${name} and records which one runs in ${environment}`,
        statements: releaseStatements(of, this.surroundings.arn),
      });
    }
  }

  /** The GitHub environment is called as the stack, so that no job of one stack can have the role of another. */
  private createApply(
    stack: string,
    statements: readonly Statement[],
    shared: 'apply-applications' | 'apply-platforms',
  ): void {
    this.createRole(
      { repository: organisation.repository, occasion: { environment: stack } },
      {
        words: ['apply', stack],
        description: `Applies the stack ${stack}`,
        statements,
        sharedPolicyArns: [this.shared.read, this.shared[shared]],
      },
    );
  }

  private createNodeImageBuilder(): void {
    const { arn, permissionsBoundaryArn } = this.surroundings;
    const builder = new NodeImageBuilder(this, 'node-image-builder', permissionsBoundaryArn);
    this.createRole(
      { repository: organisation.repository, occasion: { environment: 'node-image' } },
      {
        words: ['node-image'],
        description: 'Builds the image of the nodes and removes old ones',
        statements: builder.statements(arn),
      },
    );
  }

  private createRole(runs: Runs | Runs[], role: RoleOf): void {
    const name = role.words.join('-');
    const trust = this.github.trust([runs].flat());
    this.roleArns[`ci-${name}`] = new CiRole(this, name, {
      ...role,
      trust,
      boundaryArn: this.boundaryArn,
    }).arn;
  }
}
