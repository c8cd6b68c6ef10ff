import { organisation } from '@dotkom/stack/conventions';

/** A project and the team that owns it. */
export interface OwnedProject {
  readonly root: string;
  readonly owner: string;
}

/** Where GitHub looks for it. */
export const codeownersFile = '.github/CODEOWNERS';

/**
 * The CODEOWNERS that ask the right people: the owner of each project for its folder, and the platform's owner for all
 * else. Of several lines that match, GitHub goes by the last.
 */
export function codeowners(platformOwner: string, projects: readonly OwnedProject[]): string {
  const lines = [...projects]
    .sort((one, other) => (one.root < other.root ? -1 : 1))
    .map(({ root, owner }) => `/${root}/ ${team(owner)}`);
  return [
    '# Who is asked for a review. Made by `npx nx sync` from "owner" in each project.json: change it there.',
    `* ${team(platformOwner)}`,
    ...lines,
    '',
  ].join('\n');
}

function team(owner: string): string {
  return `@${organisation.github}/${owner}`;
}
