import * as fc from 'fast-check';
import { resourcesOf } from '../stack/synthesised-stack';
import { stack } from '../testing/stacks';
import { meetingNames } from './meeting-names';

/** A service's things, as a stack has them: what they are called is what the words of their names make. */
function service(stackName: string, path: string, name: string): Record<string, Record<string, object>> {
  const made = (part: string) => ({ '//': { metadata: { path: `${stackName}/${path}/${part}` } } });
  return {
    aws_ecs_service: { service: { ...made('service'), name } },
    aws_cloudwatch_log_group: { log: { ...made('log'), name: `/ecs/${name}` } },
  };
}

describe('names', () => {
  it('do not meet where all are different, or are names of different kinds of things', () => {
    const stacks = [
      stack('grades-prod', service('grades-prod', 'backend', 'grades-prod-backend')),
      stack('grades-staging', service('grades-staging', 'backend', 'grades-staging-backend')),
      stack('platform-prod', {
        aws_ecs_cluster: { a: { name: 'platform-prod' } },
        aws_lb: { a: { name: 'platform-prod' } },
      }),
    ];
    expect(meetingNames(stacks)).toEqual([]);
  });

  it('meet where the words of two stacks make the same ones, and one message says all of it', () => {
    const problems = meetingNames([
      stack('grades-prod', service('grades-prod', 'staging-api', 'grades-prod-staging-api')),
      stack('grades-prod-staging', service('grades-prod-staging', 'api', 'grades-prod-staging-api')),
    ]);
    expect(problems).toEqual([
      `grades-prod and grades-prod-staging would make things of the same name, of which there can be one:
  the ECS service 'grades-prod-staging-api': grades-prod/staging-api/service and grades-prod-staging/api/service
  the log group '/ecs/grades-prod-staging-api': grades-prod/staging-api/log and grades-prod-staging/api/log
Give one of the services, or one of the applications, another name.`,
    ]);
  });

  it('meet within a stack, too', () => {
    const role = (path: string) => ({ '//': { metadata: { path } }, name: 'grades-prod-web' });
    const problems = meetingNames([
      stack('grades-prod', {
        aws_iam_role: { a: role('grades-prod/web/role'), b: role('grades-prod/w/eb') },
      }),
    ]);
    expect(problems).toEqual([
      expect.stringContaining("the role 'grades-prod-web': grades-prod/web/role and grades-prod/w/eb"),
    ]);
  });

  it('that only a plan knows are not compared', () => {
    const bucket = { aws_s3_bucket: { a: { bucket: '${local.name}' } } };
    expect(meetingNames([stack('one', bucket), stack('other', bucket)])).toEqual([]);
  });

  it.each([
    ['aws_ecs_service', 'name'],
    ['aws_ecs_task_definition', 'family'],
    ['aws_lb_target_group', 'name'],
    ['aws_ecr_repository', 'name'],
    ['aws_iam_role', 'name'],
    ['aws_cloudwatch_log_group', 'name'],
    ['aws_s3_bucket', 'bucket'],
    ['aws_sqs_queue', 'name'],
    ['aws_lambda_function', 'function_name'],
    ['aws_cloudwatch_metric_alarm', 'alarm_name'],
    ['aws_db_instance', 'identifier'],
    ['aws_ssm_parameter', 'name'],
  ])('of an %s are compared', (type, attribute) => {
    const one = { [type]: { it: { [attribute]: 'same' } } };
    expect(meetingNames([stack('one', one), stack('other', one)])).toHaveLength(1);
    const another = { [type]: { it: { [attribute]: 'different' } } };
    expect(meetingNames([stack('one', one), stack('other', another)])).toEqual([]);
  });

  it('give a message exactly when something is made twice, and it names every stack that makes it', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(names, { maxLength: 5 }), (all) => {
        const stacks = all.map((of, index) =>
          stack(`s${index}`, {
            aws_iam_role: Object.fromEntries(of.map((name, position) => [`r${position}`, { name }])),
          }),
        );
        const made = stacks.flatMap((each) => resourcesOf(each).map(({ config }) => config.name));
        const twice = new Set(made.filter((name, index) => made.indexOf(name) !== index));
        const text = meetingNames(stacks).join('\n');
        expect(new Set([...text.matchAll(/the role '(\w)'/g)].map(([, name]) => name))).toEqual(twice);
        all.forEach((of, index) => {
          const involved = of.some((name) => twice.has(name));
          expect(new RegExp(`^(.* and )?s${index}( and .*)? would make`, 'm').test(text)).toBe(involved);
        });
      }),
    );
  });
});
