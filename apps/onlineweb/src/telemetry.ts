import { Environment } from '@dotkom/stack';

interface Telemetry {
  readonly secrets: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
}

/** Where the services report to: errors to Sentry, and from prod traces and logs to Grafana Cloud. */
export function telemetry(environment: Environment): Telemetry {
  return environment.pick<Telemetry>({
    prod: {
      secrets: ['SENTRY_DSN', 'OTEL_EXPORTER_OTLP_HEADERS'],
      settings: {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp-gateway-prod-eu-north-0.grafana.net/otlp',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      },
    },
    staging: { secrets: ['SENTRY_DSN'], settings: {} },
  });
}
