import { jsonOf, resources, synthesised } from '@dotkom/stack/testing';
import { Everything } from './testing/everything';

const stack = synthesised((app) => new Everything(app), { name: 'grades', owner: 'dotkom' });

/** What holds for whatever an application can have, so that the next construct is covered, too. */
describe('an application with everything', () => {
  it.each([
    ['aws_sqs_queue', 'aws_sqs_queue_policy', 'queue_url', 'sqs:*'],
    ['aws_s3_bucket', 'aws_s3_bucket_policy', 'bucket', 's3:*'],
  ])('has no %s that answers without TLS', (type, policyType, of, actions) => {
    const closed = resources(stack, policyType)
      .filter(({ policy }) =>
        jsonOf(policy).Statement.some(
          ({ Effect, Principal, Action, Condition }: any) =>
            Effect === 'Deny' &&
            Principal === '*' &&
            [Action].flat().includes(actions) &&
            Condition?.Bool?.['aws:SecureTransport'] === 'false',
        ),
      )
      .map((policy) => /\.([\w-]+)\.\w+\}$/.exec(policy[of])?.[1]);
    expect(closed.sort()).toEqual(Object.keys(stack.resource[type] ?? {}).sort());
    expect(closed).not.toEqual([]);
  });

  it('has no container that does not say whom it runs as, nor one that is root', () => {
    const containers = resources(stack, 'aws_ecs_task_definition').flatMap(
      (definition): { user?: string }[] => jsonOf(definition['container_definitions']),
    );
    expect(containers.length).toBeGreaterThan(3);
    for (const { user } of containers) expect(user).toMatch(/^(?!0|root)\w+(:\w+)?$/);
  });
});
