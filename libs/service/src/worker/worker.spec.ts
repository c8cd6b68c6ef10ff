import { jsonOf, onlyResource, referred, resources } from '@dotkom/stack/testing';
import { applicationWith, plainService } from '../testing';
import { WebService } from '../web-service/web-service';
import { WorkerProps } from './props';
import { Worker } from './worker';

const plainWorker: WorkerProps = {
  healthCheck: { command: ['node', 'health.js'] },
  cpu: '0.125 vCPU',
  memory: '128 MiB',
};
const worker = (props: Partial<WorkerProps> = {}) =>
  applicationWith((stack) => new Worker(stack, 'mailer', { ...plainWorker, ...props }));

describe('a worker', () => {
  it('has no way in: no target group, no rule, no port', () => {
    const stack = worker();
    expect(stack.resource).not.toHaveProperty('aws_lb_target_group');
    expect(stack.resource).not.toHaveProperty('aws_lb_listener_rule');
    const [container] = jsonOf(onlyResource(stack, 'aws_ecs_task_definition')['container_definitions']);
    expect(container.portMappings).toEqual([]);
    expect(onlyResource(stack, 'aws_ecs_service')).not.toHaveProperty('load_balancer');
  });

  it('is asked for its health by its own command', () => {
    const [container] = jsonOf(onlyResource(worker(), 'aws_ecs_task_definition')['container_definitions']);
    expect(container.healthCheck).toMatchObject({ command: ['CMD', 'node', 'health.js'], interval: 30 });
    const without = worker({ healthCheck: { none: 'it ends when it loses its queue' } });
    const [quiet] = jsonOf(onlyResource(without, 'aws_ecs_task_definition')['container_definitions']);
    expect(quiet).not.toHaveProperty('healthCheck');
  });

  it('is deployed as safely as a web service', () => {
    expect(onlyResource(worker(), 'aws_ecs_service')).toMatchObject({
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      wait_for_steady_state: true,
    });
  });

  it('never runs twice if it must not, at the price of a moment without it', () => {
    expect(onlyResource(worker({ singleton: true }), 'aws_ecs_service')).toMatchObject({
      deployment_minimum_healthy_percent: 0,
      deployment_maximum_percent: 100,
    });
  });

  it("runs another service's release, with no repository of its own but permission to pull that one's", () => {
    const stack = applicationWith((application) => {
      const image = new WebService(application, 'backend', plainService);
      new Worker(application, 'mailer', { ...plainWorker, image });
    });
    const repository = onlyResource(stack, 'aws_ecr_repository');
    const ofMailer = resources(stack, 'aws_ecs_task_definition').find(({ family }) =>
      family.endsWith('mailer'),
    );
    const [{ image }] = jsonOf(ofMailer?.['container_definitions']);
    expect(image).toContain('"/releases/grades/prod/backend"');
    const policies = resources(stack, 'aws_iam_role_policy').map((each) => jsonOf(each['policy']).Statement);
    for (const statements of policies) {
      const pull = statements.find(({ Sid }: any) => Sid === 'PullImage');
      expect(pull.Resource.map((arn: string) => referred(stack, arn))).toEqual([repository]);
    }
    const [mailer] = Object.values<any>(stack['output']).filter(({ value }) => value.service === 'mailer');
    expect(mailer.value).toMatchObject({ release: 'backend', count: 1 });
    expect(mailer.value).not.toHaveProperty('host');
  });

  it('runs at once with an image of a public registry, which waits for no release', () => {
    const stack = worker({ image: `public.ecr.aws/nginx/nginx:1.29@sha256:${'a'.repeat(64)}` });
    expect(onlyResource(stack, 'aws_ecs_service')['desired_count']).toBe(1);
    expect(stack.resource).not.toHaveProperty('aws_ecr_repository');
    const [statements] = resources(stack, 'aws_iam_role_policy').map(
      (each) => jsonOf(each['policy']).Statement,
    );
    expect(statements.map(({ Sid }: any) => Sid)).toEqual(['WriteLog']);
  });

  it.each<[Partial<WorkerProps>, string]>([
    [{ singleton: true, count: 2 }, 'A singleton runs once'],
    [{ singleton: true, rolling: {} }, 'A singleton runs once'],
    [{ healthCheck: { none: ' ' } }, 'Say why it has no health check'],
    [{ healthCheck: { command: [''] } }, 'A command is empty'],
    [{ image: 'nginx:latest' }, "'nginx:latest' is not pinned"],
    [{ rolling: { minimumHealthyPercent: 100, maximumPercent: 100 } }, 'no deploy could ever begin'],
  ])('is refused with %j', (props, message) => expect(() => worker(props)).toThrow(message));

  it('is these resources, and a change of them is a change on purpose', () => {
    const types = Object.entries(worker().resource).map(
      ([type, all]) => `${type} ${Object.keys(all).length}`,
    );
    expect(types).toMatchInlineSnapshot(`
     [
       "aws_cloudwatch_log_group 1",
       "aws_cloudwatch_log_subscription_filter 1",
       "aws_ecr_lifecycle_policy 1",
       "aws_ecr_repository 1",
       "aws_ecs_service 1",
       "aws_ecs_task_definition 1",
       "aws_iam_role 2",
       "aws_iam_role_policy 1",
     ]
    `);
  });
});
