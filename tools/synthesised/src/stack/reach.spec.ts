import { stackJson } from '../testing/stacks';
import { reachedByReleases } from './reach';
import { readStack } from './synthesised-stack';

const release = '${local.Releases["/releases/grades/prod/backend"]}';

function reached(resource: object, data: object = {}): string[] {
  const json = {
    ...stackJson('grades-prod', resource),
    data: {
      aws_ssm_parameters_by_path: {
        releases: { path: '/releases/grades/prod' },
        platform: { path: '/platform/prod' },
      },
      ...data,
    },
    locals: {
      Releases: '${zipmap(data.aws_ssm_parameters_by_path.releases.names, [])}',
      Facts: '${zipmap(data.aws_ssm_parameters_by_path.platform.names, [])}',
    },
  };
  const addresses = [...reachedByReleases(readStack('grades-prod', JSON.stringify(json)))];
  return addresses.filter((address) => address.startsWith('aws_')).sort();
}

describe('what a release reaches', () => {
  it('is what has the release in it, and what refers to that, however far', () => {
    expect(
      reached({
        aws_ecs_task_definition: { 'back-end_1': { container_definitions: `[{"image":"r@${release}"}]` } },
        aws_ecs_service: { backend: { task_definition: '${aws_ecs_task_definition.back-end_1.arn}' } },
        aws_appautoscaling_target: { backend: { resource_id: 'service/${aws_ecs_service.backend.name}' } },
      }),
    ).toEqual([
      'aws_appautoscaling_target.backend',
      'aws_ecs_service.backend',
      'aws_ecs_task_definition.back-end_1',
    ]);
  });

  it('is reached through data, too', () => {
    const data = { aws_iam_policy_document: { run: { resource: '${aws_ecs_task_definition.job.arn}' } } };
    expect(
      reached(
        {
          aws_ecs_task_definition: { job: { image: release } },
          aws_iam_role_policy: { run: { policy: '${data.aws_iam_policy_document.run.json}' } },
        },
        data,
      ),
    ).toEqual(['aws_ecs_task_definition.job', 'aws_iam_role_policy.run']);
  });

  it('is not what a fact of the platform is in, what the released refers to, or what only waits for it', () => {
    expect(
      reached({
        aws_lb_listener_rule: { rule: { listener_arn: '${local.Facts["x"]}' } },
        aws_iam_role: { task: { name: 'task' } },
        aws_ecs_task_definition: { one: { image: release, task_role_arn: '${aws_iam_role.task.arn}' } },
        aws_sqs_queue: {
          mail: { name: 'aws_ecs_task_definition', depends_on: ['aws_ecs_task_definition.one'] },
        },
        aws_ecs_task_definition_other: { one: { family: 'one' } },
      }),
    ).toEqual(['aws_ecs_task_definition.one']);
  });
});
