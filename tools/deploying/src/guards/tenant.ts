/** Something of an application that is on a platform. */
export interface Tenant {
  /** Its `Application`, `Environment` and `Owner` tags, as far as it has them. */
  readonly application?: string;
  readonly environment?: string;
  readonly owner?: string;
  /** What it is, in words: `service grades-prod-backend`. */
  readonly what: string;
}
