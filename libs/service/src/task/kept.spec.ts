import { onlyResource, resources, SynthesisedStack } from '@dotkom/stack/testing';
import { applicationWith, plainService, refusalOf } from '../testing';
import { WebService } from '../web-service/web-service';
import { Worker } from '../worker/worker';

const size = { cpu: '0.125 vCPU', memory: '256 MiB' } as const;

/** What holds something that nobody gives back, where it is in the state, and by its name in AWS. */
const held = (stack: SynthesisedStack) =>
  ['aws_ecr_repository', 'aws_cloudwatch_log_group'].flatMap((type) =>
    Object.entries(stack.resource[type] ?? {}).map(([id, { name }]) => [`${type}.${id}`, name]),
  );

const kinds: [string, (name: string, formerly?: string) => SynthesisedStack][] = [
  [
    'web service',
    (name, formerly) =>
      applicationWith((stack) => new WebService(stack, name, { ...plainService, formerly })),
  ],
  [
    'worker',
    (name, formerly) =>
      applicationWith(
        (stack) =>
          new Worker(stack, name, { ...size, healthCheck: { none: 'a test' }, command: ['work'], formerly }),
      ),
  ],
];

describe.each(kinds)('a %s that gets another name', (_, named) => {
  const before = named('server');
  const after = named('api', 'server');

  it('keeps its images and its log: at the same address, under the same name', () => {
    expect(held(before)).toHaveLength(2);
    expect(held(after)).toEqual(held(before));
  });

  it('would lose them without a word of its former name', () => {
    const lost = held(named('api'));
    for (const [address] of held(before)) expect(lost.map(([kept]) => kept)).not.toContain(address);
  });

  it('runs what was released under the former name, and is called by the new one', () => {
    expect(onlyResource(after, 'aws_ecs_service')['desired_count']).toContain(
      '/releases/grades/prod/server"',
    );
    expect(onlyResource(after, 'aws_ecs_service')['name']).toBe('grades-prod-api');
    expect(resources(after, 'aws_iam_role').map(({ name }) => name)).not.toContain('grades-prod-server-task');
    const [description] = Object.values<Record<string, any>>(after['output']);
    expect(description?.['value']).toMatchObject({ service: 'api', formerly: 'server', release: 'server' });
  });
});

it('cannot have been called what something else is called now', () => {
  const refused = refusalOf((stack) => {
    new WebService(stack, 'server', plainService);
    new WebService(stack, 'api', { ...plainService, host: 'grades.no', formerly: 'server' });
  });
  expect(refused).toContain("Two things are called 'server'");
});
