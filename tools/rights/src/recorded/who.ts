import { RoleRights } from '../policies/statements';

/** The roles that CI would have for a caller of a recording, by its phase and its stack. A person's calls are nobody's. */
export function rolesFor(caller: string, roles: Readonly<Record<string, RoleRights>>): RoleRights[] {
  const [phase = '', , stack = ''] = caller.split('.');
  const names: Record<string, readonly string[]> = {
    // Pull requests are planned by one role; what is merged, by the one that applies it.
    plan: ['ci-plan', `ci-apply-${stack}`],
    apply: [`ci-apply-${stack}`],
    destroy: [`ci-apply-${stack}`],
    release: [`ci-release-${stack}`],
    look: ['applications-look'], // A policy that people have.
  };
  return (names[phase] ?? []).flatMap((name) => roles[name] ?? []); // Bootstrap is applied by a person, and has none.
}
