import { GitHub } from '../github/github';
import { deployWorkflow, isPartial } from './deploy-workflow';
import { noSuchProjects } from './errors';
import { mergedPullRequests } from './merged-pull-requests';

/** What one run of Deploy deploys. */
export interface Reach {
  readonly platforms: readonly string[];
  readonly applications: readonly string[];
  /** The pull requests that it brings, whose plans count as reviewed. */
  readonly pullRequests: readonly number[];
}

/** What a run is asked. */
export interface Asked {
  /** The commit that is deployed. */
  readonly commit: string;
  /** The projects alone that are deployed, changed or not; none for whatever changed. */
  readonly projects: readonly string[];
}

/** Whom to ask. */
export interface Surroundings {
  readonly github: GitHub;
  /** The projects that `nx show projects` names with these arguments. */
  readonly projects: (args: readonly string[]) => readonly string[];
  /** Whether a commit is one of those that led to what is checked out. */
  readonly isInHistory: (commit: string) => boolean;
}

/**
 * What a deploy reaches: what changed since the last one that went well and was of everything, or the projects that were
 * named. Where that one's commit is gone, by a force push, nobody knows what changed, and it is everything.
 *
 * @throws UserError when a named project is none that a workflow deploys.
 */
export async function reachOf({ commit, projects }: Asked, around: Surroundings): Promise<Reach> {
  const last = await lastDeployed(around);
  const pullRequests = await mergedPullRequests(around.github, last, commit);
  if (projects.length > 0) return { ...named(projects, around), pullRequests };
  const affected = last ? ['--affected', `--base=${last}`] : [];
  const platforms = platformsAmong(affected, around);
  // A fact of the platform may change what any application is; one that is as it was deployed last takes a second.
  const applications = applicationsAmong(platforms.length === 0 ? affected : [], around);
  return { platforms, applications, pullRequests };
}

async function lastDeployed({ github, isInHistory }: Surroundings): Promise<string | undefined> {
  const runs = await github.runsOf(deployWorkflow, 'success');
  const last = runs.find((run) => !isPartial(run))?.head_sha;
  return last && isInHistory(last) ? last : undefined;
}

function named(projects: readonly string[], around: Surroundings): Omit<Reach, 'pullRequests'> {
  const platforms = platformsAmong([], around);
  const applications = applicationsAmong([], around);
  const known = [...platforms, ...applications];
  const unknown = projects.filter((project) => !known.includes(project));
  if (unknown.length > 0) throw noSuchProjects(unknown, known);
  const isNamed = (project: string) => projects.includes(project);
  return { platforms: platforms.filter(isNamed), applications: applications.filter(isNamed) };
}

/** Without bootstrap, which a person applies. */
function platformsAmong(args: readonly string[], { projects }: Surroundings): readonly string[] {
  return projects([...args, '--projects=tag:layer:shared', '--exclude=bootstrap', '--withTarget=deploy']);
}

function applicationsAmong(args: readonly string[], { projects }: Surroundings): readonly string[] {
  return projects([...args, '--projects=tag:layer:application', '--withTarget=deploy']);
}
