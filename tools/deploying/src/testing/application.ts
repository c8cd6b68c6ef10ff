import { readStack, SynthesisedStack } from '@dotkom/synthesised';
import { stackJson } from '@dotkom/synthesised/testing';

/** An application with one of each that can be looked at, as `synth` writes it. */
export function applicationStack(environment = 'prod'): SynthesisedStack {
  const name = `grades-${environment}`;
  const at = (path: string, config: object) => ({
    '//': { metadata: { path: `${name}/${path}` } },
    ...config,
  });
  const logGroup = (part: string) =>
    at(`${part}/task/log/group`, { name: `/applications/grades/${environment}/${part}` });
  const alarm = (part: string, ending: string) =>
    at(`${part}/alarm`, { alarm_name: `${name}-${part}-${ending}` });
  const json = {
    ...stackJson(name, {
      aws_ecs_service: {
        backend: at('backend/service', {
          name: `${name}-backend`,
          cluster: '${local.Platform_facts["/platform/prod/cluster-arn"]}',
        }),
      },
      aws_ecs_task_definition: { sync: at('sync/task/definition', { family: `${name}-sync` }) },
      aws_cloudwatch_log_group: {
        backend: logGroup('backend'),
        sync: logGroup('sync'),
        migration: logGroup('migration'),
      },
      aws_cloudwatch_metric_alarm: {
        backend: alarm('backend', 'unhealthy'),
        sync: alarm('sync', 'failed'),
        mail: alarm('mail', 'dead-letters'),
      },
      aws_s3_bucket: { web: at('web/files/bucket', { bucket: `dotkom-${name}-web-files` }) },
      aws_cloudfront_distribution: { web: at('web/distribution', { comment: `${name}-web` }) },
      aws_scheduler_schedule: {
        sync: at('sync/schedule', { name: `${name}-sync`, schedule_expression: 'cron(0 4 ? * SUN *)' }),
      },
    }),
    data: { aws_ssm_parameters_by_path: { releases: { path: `/releases/grades/${environment}` } } },
    output: {
      backend: {
        value: { service: 'backend', hosts: ['api.grades.no', 'www.grades.no'], release: 'backend' },
      },
      sync: { value: { job: 'sync', schedule: 'cron(0 4 ? * SUN *)', release: 'backend' } },
      migration: { value: { oneOffTask: 'migration', release: 'migration' } },
      web: { value: { site: 'web', hosts: ['grades.no'] } },
    },
  };
  return readStack(name, JSON.stringify(json));
}
