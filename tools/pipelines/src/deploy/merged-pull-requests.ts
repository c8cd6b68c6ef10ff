import { GitHub } from '../github/github';

/**
 * The pull requests that a deploy brings: those merged since the commit that was deployed last, or that of the one commit
 * where nothing was deployed yet.
 *
 * GitHub is asked once for each commit, so this is found out once for a whole deploy.
 */
export async function mergedPullRequests(
  github: GitHub,
  since: string | undefined,
  until: string,
): Promise<number[]> {
  const commits = since ? await github.commitsBetween(since, until) : [until];
  const found = new Set<number>();
  for (const commit of commits) {
    for (const pullRequest of await github.pullRequestsOf(commit)) found.add(pullRequest);
  }
  return [...found];
}
