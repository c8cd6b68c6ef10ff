import { join } from 'node:path';
import { Construct } from 'constructs';
import { platformStackName, SessionPolicies } from '@dotkom/platform';
import { InfraStack } from '@dotkom/stack';
import { AccountSettings } from './account-settings';
import { CiRoles } from './ci/ci-roles';
import { DeployedProjects, deployedProjects } from './ci/projects';
import { createZones } from './dns-zones';
import { GithubProvider } from './github/github-provider';
import { repositoryIds, RepositoryIds } from './github/repository-ids';
import { LookPolicy } from './look-policy';
import { PermissionsBoundaryPolicy } from './permissions-boundary';
import { ServiceLinkedRoles } from './service-linked-roles';
import { StateBucket } from './state-bucket';

export interface BootstrapProps {
  readonly projects: DeployedProjects;
  readonly repositoryIds: Readonly<Record<string, RepositoryIds>>;
}

/** What must exist in the account before anything else. */
export class Bootstrap extends InfraStack {
  constructor(scope: Construct, { projects, repositoryIds: ids }: BootstrapProps) {
    super(scope, 'bootstrap', { environment: 'shared', boundedRoles: false });

    new StateBucket(this, 'state-bucket');
    new AccountSettings(this, 'account');
    const permissionsBoundaryArn = new PermissionsBoundaryPolicy(this, 'permissions-boundary').arn;
    new ServiceLinkedRoles(this, 'service-linked-roles');
    const zoneArns = createZones(this);
    const github = new GithubProvider(this, 'github', ids);
    for (const platform of projects.platforms)
      new SessionPolicies(this, `sessions-${platform}`, platformStackName(platform));
    new LookPolicy(this, 'look');
    new CiRoles(this, 'ci', { github, projects, zoneArns, permissionsBoundaryArn });
  }
}

const apps = join(__dirname, '..', '..');

export default (app: Construct) => {
  new Bootstrap(app, { projects: deployedProjects(apps), repositoryIds });
};
