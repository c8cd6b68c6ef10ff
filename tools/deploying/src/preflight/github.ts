import { Outside } from './check';

/**
 * Asks GitHub's API by the token of the shell, `GITHUB_TOKEN` or `GH_TOKEN`. Nothing where there is none: what is private
 * would look as if it were not there.
 */
export function githubOf(env: NodeJS.ProcessEnv, api = 'https://api.github.com'): Outside['github'] {
  const token = env.GITHUB_TOKEN || env.GH_TOKEN;
  if (!token) return undefined;
  return async (path) => {
    const response = await fetch(`${api}${path}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
    });
    return { status: response.status, body: await response.json().catch(() => ({})) };
  };
}
