import { RenamedSecret } from '@dotkom/service';
import { Environment } from '@dotkom/stack';

interface Telemetry {
  readonly secrets: readonly (string | RenamedSecret)[];
  readonly settings: Readonly<Record<string, string>>;
}

/** Where a service reports to: errors to a project of its own on Sentry, and from prod traces and logs to Grafana Cloud. */
export function telemetry(environment: Environment, service: 'rpc' | 'web' | 'dashboard'): Telemetry {
  const sentry = { variable: 'SENTRY_DSN', parameter: `${service.toUpperCase()}_SENTRY_DSN` };
  return environment.pick<Telemetry>({
    prod: {
      secrets: [sentry, 'OTEL_EXPORTER_OTLP_HEADERS'],
      settings: {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp-gateway-prod-eu-north-0.grafana.net/otlp',
        OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
        DOPPLER_ENVIRONMENT: 'prd',
      },
    },
    // No name that monoweb knows: where it has a default for prod and for development, it does not start without a value.
    staging: { secrets: [sentry], settings: { DOPPLER_ENVIRONMENT: 'stg' } },
  });
}
