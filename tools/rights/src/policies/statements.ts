/** A statement of a policy, as AWS gets it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What a role may do: what its policies allow, within its boundary. */
export interface RoleRights {
  readonly name: string;
  readonly statements: readonly Statement[];
  readonly boundary: readonly Statement[];
}

/** One value or several, as policies write them. */
export function listed(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : [value].flat();
}
