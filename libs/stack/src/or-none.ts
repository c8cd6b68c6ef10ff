/**
 * An expression for the list or set that another one gives, and for an empty one where that is null: so data sources of the
 * provider say that they found nothing, and Terraform's `for` refuses it.
 *
 * @example
 * `[for name in ${orNone('data.aws_ecr_repositories.all.names')} : upper(name)]`
 */
export function orNone(expression: string): string {
  return `(${expression} == null ? [] : ${expression})`;
}
