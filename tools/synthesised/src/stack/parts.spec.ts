import { stackJson } from '../testing/stacks';
import { otherAlarms, partsOf } from './parts';
import { readStack } from './synthesised-stack';

const at = (path: string, config: object) => ({
  '//': { metadata: { path: `grades-prod/${path}` } },
  ...config,
});

const json = {
  ...stackJson('grades-prod', {
    aws_ecs_service: {
      api: at('api/service', {
        name: 'grades-prod-api',
        cluster: '${local.Platform_facts["/platform/prod/cluster-arn"]}',
      }),
    },
    aws_cloudwatch_log_group: {
      server: at('server/task/log/group', { name: '/applications/grades/prod/server' }),
      digest: at('digest/task/log/group', { name: '/applications/grades/prod/digest' }),
    },
    aws_cloudwatch_metric_alarm: {
      api: at('api/unhealthy-alarm/alarm', { alarm_name: 'grades-prod-api-unhealthy' }),
      mail: at('mail/dead-letters/alarm', { alarm_name: 'grades-prod-mail-dead-letters' }),
    },
    aws_scheduler_schedule: {
      digest: at('digest/schedule', { name: 'grades-prod-digest', schedule_expression: 'rate(1 day)' }),
    },
  }),
  data: {
    aws_ssm_parameters_by_path: {
      facts: { path: '/platform/prod' },
      releases: { path: '/releases/grades/prod' },
    },
  },
  output: {
    api: { value: { service: 'api', hosts: ['grades.no'], release: 'server', formerly: 'server' } },
    digest: { value: { job: 'digest', schedule: 'rate(1 day)', release: 'server' } },
    web: { value: { site: 'web', hosts: ['www.grades.no'] } },
    arn: { value: 'arn:aws:iam::123456789012:role/x' },
  },
};
const stack = readStack('grades-prod', JSON.stringify(json));

describe('the parts of a stack', () => {
  it('are its services, jobs and sites, with the names by which AWS knows them', () => {
    expect(partsOf(stack)).toEqual([
      {
        ...{ name: 'api', kind: 'service', hosts: ['grades.no'], release: 'grades/prod/server' },
        ecsService: 'grades-prod-api',
        clusterParameter: '/platform/prod/cluster-arn',
        logGroup: '/applications/grades/prod/server', // It was called so before, and keeps its log.
        alarms: ['grades-prod-api-unhealthy'],
      },
      {
        ...{ name: 'digest', kind: 'job', hosts: [], release: 'grades/prod/server' },
        clusterParameter: '/platform/prod/cluster-arn',
        logGroup: '/applications/grades/prod/digest',
        schedule: { name: 'grades-prod-digest', expression: 'rate(1 day)' },
        alarms: [],
      },
      {
        ...{ name: 'web', kind: 'site', hosts: ['www.grades.no'], alarms: [] },
        clusterParameter: '/platform/prod/cluster-arn',
      },
    ]);
  });

  it('leave the alarms of what has no name of its own, such as queues', () => {
    expect(otherAlarms(stack)).toEqual(['grades-prod-mail-dead-letters']);
  });

  it('are none in a stack that describes nothing', () => {
    expect(partsOf(readStack('minecraft-prod', JSON.stringify(stackJson('minecraft-prod'))))).toEqual([]);
  });
});
