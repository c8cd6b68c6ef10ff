import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentNames } from '@dotkom/stack/conventions';

/** One application in one environment: what one job deploys, and what one role is for. */
export interface Deployment {
  readonly project: string;
  readonly environment: string;
}

/** Every deployment of these applications. A project.json names the environments of one that does not have all. */
export function deploymentsOf(workspaceRoot: string, applications: readonly string[]): Deployment[] {
  return applications.flatMap((project) =>
    environmentsOf(workspaceRoot, project).map((environment) => ({ project, environment })),
  );
}

/** The environments of an application, staging first. */
export function environmentsOf(workspaceRoot: string, application: string): readonly string[] {
  const file = join(workspaceRoot, 'apps', application, 'project.json');
  const { metadata } = JSON.parse(readFileSync(file, 'utf8'));
  return metadata?.environments ?? environmentNames;
}
