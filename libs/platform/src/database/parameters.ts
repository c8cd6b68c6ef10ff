import { DbParameterGroupParameter } from '@cdktf/provider-aws/lib/db-parameter-group';

/** The first version whose family refuses connections without TLS by itself. */
export const oldestPostgres = 15;

/** Queries that take longer than this are written to the log, without what people typed into them. */
const slowQueryMilliseconds = 1000;

/** What we want of PostgreSQL, by parameter; a static one takes effect when the server starts again. */
const wanted = (maxConnections: number): Record<string, { value: string; isStatic?: true }> => ({
  'rds.force_ssl': { value: '1' },
  max_connections: { value: String(maxConnections), isStatic: true },
  log_min_duration_statement: { value: String(slowQueryMilliseconds) },
  log_parameter_max_length: { value: '0' },
});

/**
 * What the families from {@link oldestPostgres} on have by default. Source: `rds.force_ssl` in "Using SSL with a
 * PostgreSQL DB instance", RDS User Guide; `log_*` in "Error Reporting and Logging", PostgreSQL's documentation.
 */
export const familyDefaults: Readonly<Record<string, string>> = {
  'rds.force_ssl': '1',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '-1',
};

/**
 * The parameters that differ from their family's. One that equals its default is left out: AWS answers that it applies it
 * as it applies the default (`pending-reboot`), whatever was asked for, and every plan from then on wants to change it.
 */
export function parametersOf(maxConnections: number): DbParameterGroupParameter[] {
  return Object.entries(wanted(maxConnections))
    .filter(([name, { value }]) => familyDefaults[name] !== value)
    .map(([name, { value, isStatic }]) => ({
      name,
      value,
      applyMethod: isStatic ? 'pending-reboot' : 'immediate',
    }));
}
